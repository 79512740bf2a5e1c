import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWatch } from '../live/live';
import { useRowWindow } from '../ui/virtual';
import { nextSort, type Sort, type SortKey } from './filter';
import { QuoteRow } from './QuoteRow';

const rowHeight = 32;

const columns: readonly { key: SortKey | null; text: string; className: string }[] = [
  { key: 'symbol', text: 'Symbol', className: '' },
  { key: 'lastPrice', text: 'Last', className: 'num' },
  { key: 'change', text: 'Change', className: 'num wide' },
  { key: 'changePercent', text: 'Change %', className: 'num' },
  { key: 'dayRange', text: 'Day range', className: 'wide range-head' },
  { key: 'dayVolume', text: 'Volume', className: 'num wide' },
  { key: 'dayTradeCount', text: 'Trades', className: 'num wide' },
  { key: null, text: 'Last hour', className: 'spark' },
  { key: 'armedCount', text: 'Armed', className: 'num wide' },
];

/** All symbols, of which only the rows in view exist and are watched. */
export function MarketTable({
  symbols,
  sort,
  onSort,
}: {
  symbols: readonly string[];
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const viewport = useRef<HTMLDivElement>(null);
  const activeLink = useRef<HTMLAnchorElement>(null);
  const { start, end, reveal } = useRowWindow(viewport, symbols.length, rowHeight);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);
  const shown = symbols.slice(start, end);
  useWatch(useSettled(shown));

  useEffect(() => {
    if (wantsFocus.current && activeLink.current) {
      wantsFocus.current = false;
      activeLink.current.focus({ preventScroll: true });
    }
  });

  const press = (event: KeyboardEvent) => {
    const page = Math.floor((viewport.current?.clientHeight ?? rowHeight) / rowHeight) - 1;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -symbols.length,
      End: symbols.length,
    };
    const step = steps[event.key];
    if (step !== undefined && symbols.length > 0) {
      event.preventDefault();
      const next = Math.min(symbols.length - 1, Math.max(0, active + step));
      setActive(next);
      reveal(next);
      wantsFocus.current = true;
    }
  };

  const focusable = active >= start && active < end ? active : start;
  return (
    <div className="table market-table" role="table" aria-label="Markets" aria-rowcount={symbols.length + 1}>
      <div role="rowgroup">
        <div className="table-head" role="row" aria-rowindex={1}>
          {columns.map(({ key, text, className }) => (
            <div
              key={text}
              role="columnheader"
              className={className}
              {...(key === sort.key
                ? { 'aria-sort': sort.isDescending ? ('descending' as const) : ('ascending' as const) }
                : {})}
            >
              {key === null ? (
                text
              ) : (
                <button type="button" onClick={() => onSort(nextSort(sort, key))}>
                  {text}
                  {key === sort.key ? (sort.isDescending ? ' ↓' : ' ↑') : ''}
                </button>
              )}
            </div>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the rows' links. */}
      <div ref={viewport} className="table-body" onKeyDown={press}>
        <div role="rowgroup" style={{ height: symbols.length * rowHeight }}>
          {shown.map((symbol, at) => {
            const row = start + at;
            return (
              <QuoteRow
                key={symbol}
                symbol={symbol}
                row={row}
                top={row * rowHeight}
                isActive={row === focusable}
                linkRef={row === focusable ? activeLink : undefined}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The list once it has stood still for a moment, so that fast scrolling asks for nothing. */
function useSettled(symbols: readonly string[]): readonly string[] {
  const [settled, setSettled] = useState<readonly string[]>(symbols);
  const key = symbols.join('\n');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key === '' ? [] : key.split('\n')), 120);
    return () => clearTimeout(timer);
  }, [key]);
  return settled;
}

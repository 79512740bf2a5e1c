import { memo, type Ref, useEffect, useRef } from 'react';
import type { Quote } from '../api/types';
import { formatCompact, formatWhole } from '../format/number';
import { formatPercent, formatPrice, formatSigned, precisionOf } from '../format/price';
import { quotes } from '../live/live';
import { Link } from '../router/router';
import { symbolPath } from '../router/routes';
import { placeInRange } from './filter';
import { sparklinePoints } from './sparkline';
import { closesOf, showSparkline } from './sparklines';

const sparkWidth = 96;
const sparkHeight = 22;
const leastFlashGap = 600;
const flashTime = 300;
const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

/** One symbol, live. Its cells are written directly, once a frame at most; React only places the row. */
export const QuoteRow = memo(function QuoteRow({
  symbol,
  row,
  top,
  isActive,
  linkRef,
}: {
  symbol: string;
  row: number;
  top: number;
  isActive: boolean;
  linkRef?: Ref<HTMLAnchorElement> | undefined;
}) {
  const root = useRef<HTMLDivElement>(null);
  const line = useRef<SVGPolylineElement>(null);

  useEffect(() => {
    const element = root.current;
    if (!element) {
      return;
    }
    const cells = findCells(element);
    const known = quotes.get(symbol);
    if (known) {
      write(cells, known);
    }
    let flashedAt = 0;
    return quotes.subscribe(symbol, (quote, previous) => {
      write(cells, quote);
      const now = performance.now();
      const from = previous?.lastPrice ?? quote.lastPrice;
      if (quote.lastPrice !== from && now - flashedAt > leastFlashGap) {
        flashedAt = now;
        flash(cells.price, (quote.lastPrice ?? 0) > (from ?? 0));
      }
    });
  }, [symbol]);

  useEffect(() => {
    const draw = () => {
      const closes = closesOf(symbol);
      if (closes && line.current) {
        line.current.setAttribute('points', sparklinePoints(closes, sparkWidth, sparkHeight));
        const isUp = (closes.at(-1) ?? 0) >= (closes[0] ?? 0);
        line.current.setAttribute('class', isUp ? 'spark-up' : 'spark-down');
      }
    };
    draw();
    return showSparkline(symbol, draw);
  }, [symbol]);

  return (
    <div ref={root} className="table-row" role="row" aria-rowindex={row + 2} style={{ top }}>
      <div role="cell">
        <Link ref={linkRef} href={symbolPath(symbol)} className="symbol-link" tabIndex={isActive ? 0 : -1}>
          {symbol}
        </Link>
      </div>
      <div role="cell" className="num price-cell">
        <span data-cell="price" />
      </div>
      <div role="cell" className="num wide" data-cell="change" />
      <div role="cell" className="num" data-cell="percent" />
      <div role="cell" className="wide range-cell">
        <span className="num" data-cell="low" />
        <span className="range" data-cell="marker" />
        <span data-cell="high" />
      </div>
      <div role="cell" className="num wide" data-cell="volume" />
      <div role="cell" className="num wide" data-cell="trades" />
      <div role="cell" className="spark">
        <svg
          width={sparkWidth}
          height={sparkHeight}
          viewBox={`0 0 ${sparkWidth} ${sparkHeight}`}
          aria-hidden="true"
        >
          <polyline ref={line} fill="none" strokeWidth="1.3" />
        </svg>
      </div>
      <div role="cell" className="num wide" data-cell="alerts" />
    </div>
  );
});

type Cells = ReturnType<typeof findCells>;

function findCells(root: HTMLElement) {
  const find = (name: string) => root.querySelector<HTMLElement>(`[data-cell="${name}"]`);
  return {
    price: find('price'),
    change: find('change'),
    percent: find('percent'),
    low: find('low'),
    high: find('high'),
    marker: find('marker'),
    volume: find('volume'),
    trades: find('trades'),
    alerts: find('alerts'),
  };
}

function write(cells: Cells, quote: Quote): void {
  const decimals = precisionOf(quote.symbol);
  const direction = quote.change === null || quote.change === 0 ? '' : quote.change > 0 ? ' up' : ' down';
  setText(cells.price, formatPrice(quote.lastPrice, decimals));
  setText(cells.change, formatSigned(quote.change, decimals), `num wide${direction}`);
  const percent = quote.changePercent === null ? null : quote.changePercent / 100;
  setText(cells.percent, formatPercent(percent), `num${direction}`);
  setText(cells.low, formatPrice(quote.dayLow, decimals));
  setText(cells.high, formatPrice(quote.dayHigh, decimals));
  setText(cells.volume, formatCompact(quote.dayVolume));
  setText(cells.trades, formatCompact(quote.dayTradeCount));
  setText(cells.alerts, quote.alertCount === 0 ? '' : formatWhole(quote.armedCount));
  const inRange = placeInRange(quote);
  if (cells.marker && inRange !== null) {
    const place = `${Math.round(inRange * 76)}px 0`;
    if (cells.marker.style.backgroundPosition !== place) {
      cells.marker.style.backgroundPosition = place;
    }
  }
}

/** Writes into the cell's one text node: that is cheaper than to replace it. */
function setText(cell: HTMLElement | null, text: string, className?: string): void {
  if (!cell) {
    return;
  }
  const node = cell.firstChild;
  if (!(node instanceof Text)) {
    cell.textContent = text;
  } else if (node.data !== text) {
    node.data = text;
  }
  if (className !== undefined && cell.className !== className) {
    cell.className = className;
  }
}

/** Colours the price for a moment. Two plain repaints: an animation would be a layer of its own for each row. */
function flash(price: HTMLElement | null, isUp: boolean): void {
  if (price && !stillness.matches) {
    price.className = isUp ? 'flash-up' : 'flash-down';
    setTimeout(() => {
      price.className = '';
    }, flashTime);
  }
}

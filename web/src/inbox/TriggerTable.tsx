import { useEffect, useLayoutEffect, useRef } from 'react';
import type { TriggerItem } from '../api/types';
import { formatPrice, precisionOf } from '../format/price';
import { formatClock, formatDateTime, zoneAt } from '../format/time';
import { Link } from '../router/router';
import { symbolPath } from '../router/routes';
import { useRowWindow } from '../ui/virtual';
import { isRead, type ReadRanges } from './readRanges';

const rowHeight = 34;

/** Triggers, newest first, of which only those in view exist; asks for older ones near the end. */
export function TriggerTable({
  items,
  read,
  onRead,
  onNeedOlder,
}: {
  items: readonly TriggerItem[];
  read: ReadRanges;
  onRead: (number: number) => void;
  onNeedOlder: () => void;
}) {
  const viewport = useRef<HTMLDivElement>(null);
  const { start, end } = useRowWindow(viewport, items.length, rowHeight);
  const newest = useRef(items[0]?.number ?? 0);
  useLayoutEffect(() => {
    // Who reads further down goes on reading there: what comes on top must not push it away.
    const came = items.findIndex((item) => item.number <= newest.current);
    const element = viewport.current;
    if (element && element.scrollTop > 0 && came > 0) {
      element.scrollTop += came * rowHeight;
    }
    newest.current = items[0]?.number ?? 0;
  }, [items]);
  const ask = useRef(onNeedOlder);
  useEffect(() => {
    ask.current = onNeedOlder;
  });
  useEffect(() => {
    if (end >= items.length) {
      ask.current();
    }
  }, [end, items.length]);
  return (
    <div className="table trigger-table" role="table" aria-label="Triggers" aria-rowcount={items.length + 1}>
      <div role="rowgroup">
        <div className="table-head" role="row" aria-rowindex={1}>
          <div role="columnheader">
            <span className="sr-only">Read</span>
          </div>
          <div role="columnheader" className="num wide">
            No.
          </div>
          <div role="columnheader">Symbol</div>
          <div role="columnheader">Alert</div>
          <div role="columnheader" className="num">
            Price
          </div>
          <div role="columnheader" className="wide">
            Severity
          </div>
          <div role="columnheader">
            Time<span className="narrow"> {zoneAt(Date.now())}</span>
          </div>
        </div>
      </div>
      <div ref={viewport} className="table-body">
        <div role="rowgroup" style={{ height: items.length * rowHeight }}>
          {items.slice(start, end).map((item, at) => {
            const wasRead = isRead(read, item.number);
            return (
              <div
                key={item.number}
                className={`table-row trigger-row${wasRead ? '' : ' unread'}`}
                role="row"
                aria-rowindex={start + at + 2}
                style={{ top: (start + at) * rowHeight }}
              >
                <div role="cell">
                  <button
                    type="button"
                    className="read-dot"
                    aria-label={
                      wasRead ? `Trigger ${item.number} is read` : `Mark trigger ${item.number} read`
                    }
                    disabled={wasRead}
                    onClick={() => onRead(item.number)}
                  />
                </div>
                <div role="cell" className="num wide quiet">
                  {item.number}
                </div>
                <div role="cell">
                  <Link
                    className="symbol-link"
                    href={symbolPath(item.symbol)}
                    onClick={() => onRead(item.number)}
                  >
                    {item.symbol}
                  </Link>
                </div>
                <div role="cell" title={item.message ?? item.when}>
                  {item.name ? <strong>{item.name} </strong> : null}
                  <span className={item.name ? 'quiet' : ''}>{item.message ?? item.when}</span>
                </div>
                <div role="cell" className="num">
                  {formatPrice(item.price, precisionOf(item.symbol))}
                </div>
                <div role="cell" className="wide">
                  <span className={`badge badge-${item.severity}`}>{item.severity}</span>
                </div>
                <div role="cell" className="quiet">
                  <span className="wide">{formatDateTime(item.time)}</span>
                  <time className="narrow" dateTime={item.time} title={formatDateTime(item.time)}>
                    {formatClock(item.time)}
                  </time>
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

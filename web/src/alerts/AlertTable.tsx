import { useMemo, useRef } from 'react';
import type { Alert } from '../api/types';
import { formatWhole } from '../format/number';
import { formatDateTime } from '../format/time';
import { Link } from '../router/router';
import { symbolPath } from '../router/routes';
import { useRowWindow } from '../ui/virtual';
import { selectRow } from './filter';

const rowHeight = 36;

/** Alerts in rows, of which only those in view exist. */
export function AlertTable({
  alerts,
  selected,
  onSelect,
  onEdit,
  openId,
}: {
  alerts: readonly Alert[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  onEdit: (alert: Alert) => void;
  openId: string | undefined;
}) {
  const viewport = useRef<HTMLDivElement>(null);
  const anchor = useRef<string | null>(null);
  const { start, end } = useRowWindow(viewport, alerts.length, rowHeight);
  const ids = useMemo(() => alerts.map((alert) => alert.id), [alerts]);
  const isAll = useMemo(() => ids.length > 0 && ids.every((id) => selected.has(id)), [ids, selected]);
  const pick = (id: string, isRun: boolean) => {
    onSelect(selectRow(selected, ids, id, isRun ? anchor.current : null));
    anchor.current = id;
  };
  return (
    <div className="table alert-table" role="table" aria-label="Alerts" aria-rowcount={alerts.length + 1}>
      <div role="rowgroup">
        <div className="table-head" role="row" aria-rowindex={1}>
          <div role="columnheader">
            <input
              type="checkbox"
              aria-label="Select all alerts shown"
              checked={isAll}
              onChange={() => onSelect(isAll ? new Set() : new Set(ids))}
            />
          </div>
          <div role="columnheader">Symbol</div>
          <div role="columnheader">Alert</div>
          <div role="columnheader">State</div>
          <div role="columnheader" className="wide">
            Severity
          </div>
          <div role="columnheader" className="num wide">
            Fired
          </div>
          <div role="columnheader" className="wide">
            Last fired
          </div>
        </div>
      </div>
      <div ref={viewport} className="table-body">
        <div role="rowgroup" style={{ height: alerts.length * rowHeight }}>
          {alerts.slice(start, end).map((alert, at) => (
            <div
              key={alert.id}
              className="table-row alert-row"
              role="row"
              aria-rowindex={start + at + 2}
              aria-selected={alert.id === openId}
              style={{ top: (start + at) * rowHeight }}
            >
              <div role="cell" className="check-cell">
                <input
                  type="checkbox"
                  aria-label={`Select ${alert.symbol} ${alert.name ?? alert.when}`}
                  checked={selected.has(alert.id)}
                  onChange={(event) => pick(alert.id, (event.nativeEvent as MouseEvent).shiftKey)}
                />
              </div>
              <div role="cell">
                <Link className="symbol-link" href={symbolPath(alert.symbol)}>
                  {alert.symbol}
                </Link>
              </div>
              <div role="cell">
                <button type="button" className="row-button" onClick={() => onEdit(alert)}>
                  {alert.name ? <strong>{alert.name}</strong> : null} <span>{alert.when}</span>
                </button>
              </div>
              <div role="cell">
                <span className={`badge badge-${alert.status}`}>{alert.status}</span>
              </div>
              <div role="cell" className="wide">
                <span className={`badge badge-${alert.severity}`}>{alert.severity}</span>
              </div>
              <div role="cell" className="num wide">
                {formatWhole(alert.triggerCount)}
              </div>
              <div role="cell" className="wide quiet">
                {alert.lastTriggeredAt ? formatDateTime(alert.lastTriggeredAt) : 'never'}
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

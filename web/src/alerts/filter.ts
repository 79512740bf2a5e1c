import type { Alert, AlertStatus } from '../api/types';

/** What the list of alerts is narrowed to. */
export interface AlertFilter {
  text: string;
  status: AlertStatus | 'all';
}

/** The alerts that match: by symbol, name and condition; by symbol, then the newest first. */
export function filterAlerts(alerts: readonly Alert[], { text, status }: AlertFilter): Alert[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return alerts
    .filter((alert) => status === 'all' || alert.status === status)
    .filter((alert) => {
      const whole = `${alert.symbol} ${alert.name ?? ''} ${alert.when}`.toLowerCase();
      return words.every((word) => whole.includes(word));
    })
    .sort((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : b.id < a.id ? -1 : 1));
}

/** The selection after a click on a row; with Shift it goes from the row clicked before to this one. */
export function selectRow(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  id: string,
  anchor: string | null,
): ReadonlySet<string> {
  const next = new Set(selected);
  const from = anchor === null ? -1 : ids.indexOf(anchor);
  const to = ids.indexOf(id);
  if (from >= 0 && to >= 0) {
    for (const each of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      next.add(each);
    }
  } else if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}

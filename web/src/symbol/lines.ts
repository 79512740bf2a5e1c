import type { Alert, AlertRequest, ConditionParse } from '../api/types';
import type { ChartLine } from './lineLayer';

/** The id of the line of an alert that is not saved yet. */
export const draftId = 'draft';

const most = 200;

/** The levels of a symbol's alerts, and of one that is being made, as lines. */
export function linesOf(
  alerts: readonly Alert[],
  parses: ReadonlyMap<string, ConditionParse>,
  edited: { id: string; rule: AlertRequest } | undefined,
): ChartLine[] {
  const lines: ChartLine[] = [];
  for (const alert of alerts) {
    if (alert.id !== edited?.id) {
      const kind = alert.status === 'armed' || alert.status === 'cooling' ? 'armed' : 'quiet';
      lines.push(...levelLines(alert.id, alert.when, alert.name ?? alert.when, kind, parses));
    }
  }
  if (edited) {
    lines.push(...levelLines(edited.id, edited.rule.when, edited.rule.name || 'New alert', 'draft', parses));
  }
  return lines;
}

/** The alerts to show where there are very many: those with a number nearest to the price. What the numbers mean only the
 * silo's parse says; here they only choose. */
export function nearestAlerts(
  alerts: readonly Alert[],
  price: number | null,
  count = most,
): readonly Alert[] {
  if (alerts.length <= count || price === null) {
    return alerts.slice(0, count);
  }
  return alerts
    .map((alert) => ({ alert, distance: distanceOf(alert.when, price) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ alert }) => alert);
}

function distanceOf(when: string, price: number): number {
  const numbers = when.match(/\d+(\.\d+)?/g) ?? [];
  return Math.min(...numbers.map((number) => Math.abs(Number(number) - price)));
}

/** The alert and the place of the level of a line. */
export function parseLineId(id: string): { alertId: string; level: number } {
  const colon = id.lastIndexOf(':');
  return { alertId: id.slice(0, colon), level: Number(id.slice(colon + 1)) };
}

function levelLines(
  id: string,
  when: string,
  label: string,
  kind: ChartLine['kind'],
  parses: ReadonlyMap<string, ConditionParse>,
): ChartLine[] {
  const levels = parses.get(when)?.levels ?? [];
  return levels.map((level, at) => ({
    id: `${id}:${at}`,
    price: level.value,
    label: label.length > 28 ? `${label.slice(0, 27)}…` : label,
    kind,
  }));
}

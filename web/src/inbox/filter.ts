import type { Severity, TriggerItem } from '../api/types';

/** What the inbox is narrowed to. */
export interface InboxFilter {
  symbol: string;
  severity: Severity | 'all';
}

/** The triggers that match, newest first. */
export function filterTriggers(
  items: readonly TriggerItem[],
  { symbol, severity }: InboxFilter,
): TriggerItem[] {
  const wanted = symbol.trim().toUpperCase();
  return items
    .filter((item) => wanted === '' || item.symbol.includes(wanted))
    .filter((item) => severity === 'all' || item.severity === severity)
    .reverse();
}

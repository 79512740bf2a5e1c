import type { Quote } from '../api/types';

/** What the markets can be sorted by. */
export type SortKey =
  | 'symbol'
  | 'lastPrice'
  | 'change'
  | 'changePercent'
  | 'dayRange'
  | 'dayVolume'
  | 'dayTradeCount'
  | 'armedCount';

/** How the markets are sorted. */
export interface Sort {
  key: SortKey;
  isDescending: boolean;
}

/** Symbols whose name holds the text, in no order. */
export function filterSymbols(quotes: readonly Quote[], text: string): readonly Quote[] {
  const wanted = text.trim().toUpperCase();
  return wanted === '' ? quotes : quotes.filter((quote) => quote.symbol.includes(wanted));
}

/** Symbols whose name holds the text: those that begin with it first, then by name. */
export function findSymbols(
  quotes: readonly Quote[],
  text: string,
  limit = Number.POSITIVE_INFINITY,
): Quote[] {
  const wanted = text.trim().toUpperCase();
  return [...filterSymbols(quotes, text)]
    .sort((a, b) => {
      const first = Number(b.symbol.startsWith(wanted)) - Number(a.symbol.startsWith(wanted));
      return first !== 0 ? first : compareNames(a.symbol, b.symbol);
    })
    .slice(0, limit);
}

/** The symbols in order; those without a value come last either way, equal ones by name. */
export function sortSymbols(quotes: readonly Quote[], { key, isDescending }: Sort): string[] {
  const sign = isDescending ? -1 : 1;
  return [...quotes]
    .sort((a, b) => {
      if (key === 'symbol') {
        return sign * compareNames(a.symbol, b.symbol);
      }
      const left = sortValue(a, key);
      const right = sortValue(b, key);
      if (left === null || right === null) {
        return Number(left === null) - Number(right === null) || compareNames(a.symbol, b.symbol);
      }
      return sign * (left - right) || compareNames(a.symbol, b.symbol);
    })
    .map((quote) => quote.symbol);
}

/** Where the price stands within its day's range, 0 at its low and 1 at its high; null before a trade. */
export function placeInRange({ lastPrice, dayLow, dayHigh }: Quote): number | null {
  if (lastPrice === null || dayLow === null || dayHigh === null) {
    return null;
  }
  const span = dayHigh - dayLow;
  return span > 0 ? Math.min(1, Math.max(0, (lastPrice - dayLow) / span)) : 0.5;
}

/** The sort after a click on a column: the other way round on the same one, else largest first, names from A. */
export function nextSort(before: Sort, key: SortKey): Sort {
  return before.key === key
    ? { key, isDescending: !before.isDescending }
    : { key, isDescending: key !== 'symbol' };
}

/** The symbols that rose and fell most. */
export function movers(quotes: readonly Quote[], count: number): { up: Quote[]; down: Quote[] } {
  const moved = quotes.filter((quote) => quote.changePercent !== null && quote.changePercent !== 0);
  moved.sort((a, b) => (b.changePercent ?? 0) - (a.changePercent ?? 0) || compareNames(a.symbol, b.symbol));
  return {
    up: moved.filter((quote) => (quote.changePercent ?? 0) > 0).slice(0, count),
    down: moved
      .filter((quote) => (quote.changePercent ?? 0) < 0)
      .reverse()
      .slice(0, count),
  };
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortValue(quote: Quote, key: Exclude<SortKey, 'symbol'>): number | null {
  return key === 'dayRange' ? placeInRange(quote) : quote[key];
}

import type { CandleItem } from '../api/types';

/** The lengths of candles, as the API names them, with their seconds. */
export const intervals = {
  '1m': 60,
  '5m': 300,
  '15m': 900,
  '1h': 3_600,
  '4h': 14_400,
  '1d': 86_400,
} as const;

/** The name of an interval. */
export type Interval = keyof typeof intervals;

/** A candle as the chart takes it: its time in epoch seconds. */
export interface Bar {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** A candle of the API for the chart. */
export function toBar(candle: CandleItem): Bar {
  const { open, high, low, close, volume } = candle;
  return { time: Date.parse(candle.time) / 1_000, open, high, low, close, volume };
}

/** Puts bars together, rising in time, one a time; where both know one, the newer knowledge counts. */
export function mergeBars(known: readonly Bar[], news: readonly Bar[]): Bar[] {
  const byTime = new Map<number, Bar>();
  for (const bar of known) {
    byTime.set(bar.time, bar);
  }
  for (const bar of news) {
    byTime.set(bar.time, bar);
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

/** The start of the interval that a time falls into, epoch seconds. */
export function barTime(epochMilliseconds: number, interval: Interval): number {
  const seconds = intervals[interval];
  return Math.floor(epochMilliseconds / 1_000 / seconds) * seconds;
}

/** How many times fall into each bar, for markers. */
export function countByBar(times: readonly number[], interval: Interval): Map<number, number> {
  const counts = new Map<number, number>();
  for (const time of times) {
    const at = barTime(time, interval);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

/** The shortest interval at which a stretch of time fits into so many bars; a day where none does. */
export function intervalFor(milliseconds: number, mostBars: number): Interval {
  const names = Object.keys(intervals) as Interval[];
  return names.find((name) => milliseconds / 1_000 / intervals[name] <= mostBars) ?? '1d';
}

import { describe, expect, it } from 'vitest';
import { type Bar, barTime, countByBar, intervalFor, mergeBars, toBar } from './candles';

const bar = (time: number, close: number): Bar => ({ time, open: 1, high: 2, low: 1, close, volume: 1 });

describe('candles', () => {
  it('become bars in epoch seconds', () => {
    const candle = { open: 1, high: 2, low: 0.5, close: 1.5, volume: 9, vwap: 1, tradeCount: 3 };
    expect(toBar({ ...candle, time: '1970-01-01T00:02:00.000Z' }).time).toBe(120);
  });

  it('merge in order of time, the newer knowledge counting', () => {
    const merged = mergeBars([bar(120, 1), bar(180, 1)], [bar(60, 5), bar(180, 7)]);
    expect(merged.map((each) => [each.time, each.close])).toEqual([
      [60, 5],
      [120, 1],
      [180, 7],
    ]);
  });

  it('are found by the time of a trigger', () => {
    expect(barTime(125_999, '1m')).toBe(120);
    expect([...countByBar([1_000, 2_000, 61_000], '1m')]).toEqual([
      [0, 2],
      [60, 1],
    ]);
  });

  it('are as long as it takes to show a stretch of time', () => {
    expect(intervalFor(60_000 * 400, 500)).toBe('1m');
    expect(intervalFor(60_000 * 501, 500)).toBe('5m');
    expect(intervalFor(86_400_000 * 900, 500)).toBe('1d');
  });
});

import { describe, expect, it } from 'vitest';
import type { SiloAnswer } from '../api/types';
import { pushBounded, ratesBetween } from './rates';

const silo = (tickCount: number, calls: number, startedAt = 'a') =>
  ({
    startedAt,
    partitions: [{ tickCount, lag: 5 }],
    grains: [{ type: 'symbol', calls }],
  }) as unknown as SiloAnswer;

describe('the rates of a silo', () => {
  it('are what happened a second', () => {
    const before = { at: 0, silo: silo(100, 10), lastTrigger: 4 };
    const rates = ratesBetween(before, { at: 2_000, silo: silo(300, 30), lastTrigger: 6 });
    expect(rates).toMatchObject({ ticks: 100, triggers: 1, lag: 5 });
    expect(rates?.callsByType.get('symbol')).toBe(10);
  });

  it('are unknown over a restart', () => {
    const before = { at: 0, silo: silo(100, 10), lastTrigger: 4 };
    expect(ratesBetween(before, { at: 1_000, silo: silo(5, 1, 'b'), lastTrigger: 4 })).toBeUndefined();
  });

  it('keep a bounded past', () => {
    expect(pushBounded([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
  });
});

import { describe, expect, it } from 'vitest';
import type { SiloEntry, SiloList } from '../api/types';
import { joinGrains, pushBounded, ratesBetween } from './rates';

const silo = (id: string, startedAt: string, calls: number, ticks: Record<number, number>) =>
  ({
    id,
    state: {
      startedAt,
      partitions: Object.entries(ticks).map(([number, tickCount]) => ({
        number: Number(number),
        tickCount,
        lag: 5,
      })),
      grains: [
        {
          type: 'symbol',
          calls,
          activations: 2,
          failures: 0,
          waiting: 0,
          p50Microseconds: calls,
          p99Microseconds: 9,
        },
      ],
    },
  }) as unknown as SiloEntry;

const look = (at: number, lastTrigger: number, ...items: SiloEntry[]) => ({
  at,
  lastTrigger,
  silos: { items, partitionCount: 2, unowned: [] } as SiloList,
});

describe('the rates of the silos', () => {
  it('are what happened a second', () => {
    const before = look(0, 4, silo('a', 'x', 10, { 0: 100, 1: 50 }));
    const rates = ratesBetween(before, look(2_000, 6, silo('a', 'x', 30, { 0: 300, 1: 50 })));
    expect(rates).toMatchObject({ ticks: 100, triggers: 1, lag: 10 });
    expect(rates?.calls.get('a')?.get('symbol')).toBe(10);
  });

  it('are unknown over a restart', () => {
    const before = look(0, 4, silo('a', 'x', 10, { 0: 100 }));
    expect(ratesBetween(before, look(1_000, 4, silo('a', 'y', 1, { 0: 5 })))).toBeUndefined();
  });

  it('count a partition that moved from the next look on, and go on without a silo that is gone', () => {
    const before = look(0, 0, silo('a', 'x', 0, { 0: 1_000 }), silo('b', 'x', 0, { 1: 5_000 }));
    const after = look(1_000, 0, silo('a', 'x', 0, { 0: 1_100, 1: 5_200 }));
    expect(ratesBetween(before, after)).toMatchObject({ ticks: 100 });
    const later = look(2_000, 0, silo('a', 'x', 0, { 0: 1_200, 1: 5_250 }));
    expect(ratesBetween(after, later)).toMatchObject({ ticks: 150 });
  });

  it('keep a bounded past', () => {
    expect(pushBounded([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
  });
});

describe('the grains of several silos', () => {
  it('count together, with the times of the slowest silo', () => {
    const silent = { id: 'c', state: null } as SiloEntry;
    expect(joinGrains([silo('a', 'x', 10, {}), silo('b', 'x', 30, {}), silent])).toEqual([
      expect.objectContaining({ type: 'symbol', calls: 40, activations: 4, p50Microseconds: 30 }),
    ]);
  });
});

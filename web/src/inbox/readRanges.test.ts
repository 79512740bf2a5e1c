import { describe, expect, it } from 'vitest';
import { countUnread, isRead, type ReadRanges, withRead } from './readRanges';

describe('read ranges', () => {
  it('joins ranges that touch or overlap', () => {
    let ranges: ReadRanges = [];
    ranges = withRead(ranges, 5, 5);
    ranges = withRead(ranges, 1, 2);
    expect(ranges).toEqual([
      [1, 2],
      [5, 5],
    ]);
    ranges = withRead(ranges, 3, 4);
    expect(ranges).toEqual([[1, 5]]);
  });

  it('equals a plain set on random marks', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let ranges: ReadRanges = [];
    const set = new Set<number>();
    for (let round = 0; round < 300; round++) {
      const first = 1 + random(200);
      const last = first + random(4);
      ranges = withRead(ranges, first, last);
      for (let number = first; number <= last; number++) {
        set.add(number);
      }
    }
    const unread = [];
    for (let number = 1; number <= 210; number++) {
      expect(isRead(ranges, number)).toBe(set.has(number));
      if (!set.has(number)) {
        unread.push(number);
      }
    }
    expect(countUnread(ranges, 1, 210)).toBe(unread.length);
  });
});

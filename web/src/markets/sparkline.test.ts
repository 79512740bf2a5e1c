import { describe, expect, it, vi } from 'vitest';
import { sparklinePoints } from './sparkline';

vi.mock('../live/live', () => ({ connection: { onCandle: () => () => {} } }));
const { withCandle, sparklineLength } = await import('./sparklines');

describe('a sparkline', () => {
  it('spans its box from lowest to highest', () => {
    expect(sparklinePoints([1, 3, 2], 10, 12)).toBe('0.0,11.0 5.0,1.0 10.0,6.0');
  });

  it('is flat in the middle when nothing moved, and nothing when there is one close', () => {
    expect(sparklinePoints([2, 2], 10, 12)).toBe('0.0,6.0 10.0,6.0');
    expect(sparklinePoints([2], 10, 12)).toBe('');
  });

  it('follows the running minute, takes a new one, and ignores an old one', () => {
    let line = { times: [60], closes: [1] };
    line = withCandle(line, 60, 2);
    expect(line.closes).toEqual([2]);
    line = withCandle(line, 120, 3);
    expect(line.closes).toEqual([2, 3]);
    expect(withCandle(line, 60, 9)).toBe(line);
  });

  it('keeps its length', () => {
    let line = { times: [] as number[], closes: [] as number[] };
    for (let minute = 0; minute < sparklineLength + 5; minute++) {
      line = withCandle(line, minute, minute);
    }
    expect(line.closes).toHaveLength(sparklineLength);
    expect(line.closes[0]).toBe(5);
  });
});

import { describe, expect, it } from 'vitest';
import { withLevels } from './priceRange';

const bars = { minValue: 100, maxValue: 110 };

describe('the span of prices', () => {
  it('is widened to levels that are near, not to those far off', () => {
    const levels = [
      { price: 113, isWanted: false },
      { price: 150, isWanted: false },
    ];
    expect(withLevels(bars, levels)).toEqual({ minValue: 100, maxValue: 113 });
  });

  it('shows what is wanted wherever it is', () => {
    expect(withLevels(bars, [{ price: 50, isWanted: true }])).toEqual({ minValue: 50, maxValue: 110 });
  });
});

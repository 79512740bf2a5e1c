import { describe, expect, it } from 'vitest';
import { complete, replaceLevel } from './conditions';

describe('conditions', () => {
  it('get another level in the place of the old one', () => {
    const level = { value: 168.25, column: 21, length: 6 };
    expect(replaceLevel('price crosses above 168.25', level, '170.00')).toBe('price crosses above 170.00');
    const low = { value: 1, column: 14, length: 1 };
    expect(replaceLevel('price enters 1..2', low, '1.50')).toBe('price enters 1.50..2');
  });

  it('go on after a completion', () => {
    expect(complete('price cr', 7, 'crosses')).toEqual({ when: 'price crosses ', caret: 14 });
    expect(complete('price', 6, '>')).toEqual({ when: 'price > ', caret: 8 });
    expect(complete('', 1, 'price').when).toBe('price ');
  });
});

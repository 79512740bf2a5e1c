import { describe, expect, it } from 'vitest';
import { decimalsOf, formatPercent, formatPrice, formatSigned, learnPrecision } from './price';

describe('prices', () => {
  it.each([
    [168, 0],
    [168.25, 2],
    [0.00001234, 8],
    [1e-7, 7],
    [1.5e-7, 8],
    [43210.5, 1],
  ])('finds the decimals of %s', (price, decimals) => {
    expect(decimalsOf(price)).toBe(decimals);
  });

  it('lets a precision grow and never shrink', () => {
    expect(learnPrecision('A', 10)).toBe(2);
    expect(learnPrecision('A', 10.1234)).toBe(4);
    expect(learnPrecision('A', 10.1, null)).toBe(4);
  });

  it('writes prices with the decimals of their symbol', () => {
    expect(formatPrice(1234.5, 2)).toBe('1,234.50');
    expect(formatPrice(null, 2)).toBe('–');
  });

  it('signs changes, but not a zero', () => {
    expect(formatSigned(1.234, 2)).toBe('+1.23');
    expect(formatSigned(-1.234, 2)).toBe('−1.23');
    expect(formatSigned(-0.001, 2)).toBe('0.00');
    expect(formatPercent(0.0123)).toBe('+1.23%');
    expect(formatPercent(null)).toBe('–');
  });
});

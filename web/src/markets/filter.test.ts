import { describe, expect, it } from 'vitest';
import type { Quote } from '../api/types';
import { findSymbols, movers, nextSort, placeInRange, sortSymbols } from './filter';

const quote = (symbol: string, changePercent: number | null, lastPrice: number | null = 1) =>
  ({ symbol, changePercent, lastPrice, dayLow: null, dayHigh: null }) as Quote;

const all = [quote('SPY', 1), quote('AAPL', -2, 5), quote('XSP', null, null), quote('SP', 0.5, 9)];

describe('the markets', () => {
  it('find names that begin with the text first', () => {
    expect(findSymbols(all, 'sp').map((each) => each.symbol)).toEqual(['SP', 'SPY', 'XSP']);
    expect(findSymbols(all, 'sp', 1)).toHaveLength(1);
  });

  it('sort by a column and keep those without a value last', () => {
    expect(sortSymbols(all, { key: 'changePercent', isDescending: true })).toEqual([
      'SPY',
      'SP',
      'AAPL',
      'XSP',
    ]);
    expect(sortSymbols(all, { key: 'changePercent', isDescending: false })).toEqual([
      'AAPL',
      'SP',
      'SPY',
      'XSP',
    ]);
    expect(sortSymbols(all, { key: 'symbol', isDescending: false })).toEqual(['AAPL', 'SP', 'SPY', 'XSP']);
  });

  it('sort by where the price stands within its day', () => {
    const at = (symbol: string, lastPrice: number) =>
      ({ symbol, lastPrice, dayLow: 10, dayHigh: 20 }) as Quote;
    const some = [at('LOW', 11), at('HIGH', 20), quote('NONE', null, null)];
    expect(sortSymbols(some, { key: 'dayRange', isDescending: true })).toEqual(['HIGH', 'LOW', 'NONE']);
    expect(placeInRange(at('MIDDLE', 15))).toBe(0.5);
  });

  it('turn the sort round on a second click', () => {
    const first = nextSort({ key: 'symbol', isDescending: false }, 'change');
    expect(first).toEqual({ key: 'change', isDescending: true });
    expect(nextSort(first, 'change')).toEqual({ key: 'change', isDescending: false });
    expect(nextSort(first, 'symbol')).toEqual({ key: 'symbol', isDescending: false });
  });

  it('know who moved most', () => {
    const { up, down } = movers(all, 1);
    expect(up.map((each) => each.symbol)).toEqual(['SPY']);
    expect(down.map((each) => each.symbol)).toEqual(['AAPL']);
  });
});

import { describe, expect, it } from 'vitest';
import { routeOf, symbolPath } from './routes';

describe('routes', () => {
  it.each([
    ['/', { page: 'markets' }],
    ['/symbols/spy', { page: 'symbol', symbol: 'SPY' }],
    ['/symbols/BTC-USD', { page: 'symbol', symbol: 'BTC-USD' }],
    ['/symbols/%E0%A4%A', { page: 'symbol', symbol: '%E0%A4%A' }],
    ['/alerts', { page: 'alerts' }],
    ['/inbox/', { page: 'inbox' }],
    ['/grains', { page: 'grains' }],
    ['/grains/x', { page: 'unknown' }],
    ['/elsewhere', { page: 'unknown' }],
  ])('finds the page of %s', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });

  it('leads to the page of a symbol and back', () => {
    expect(routeOf(symbolPath('A.B:C'))).toEqual({ page: 'symbol', symbol: 'A.B:C' });
  });
});

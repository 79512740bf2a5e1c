import { describe, expect, it } from 'vitest';
import type { Alert } from '../api/types';
import { filterAlerts, selectRow } from './filter';

const alert = (id: string, symbol: string, when: string, status: Alert['status'] = 'armed') =>
  ({ id, symbol, when, status, name: null }) as Alert;

const all = [
  alert('1', 'SPY', 'price > 1'),
  alert('2', 'AAPL', 'price < 2', 'paused'),
  alert('3', 'SPY', 'price < 9'),
];

describe('the list of alerts', () => {
  it('finds every word in symbol, name or condition', () => {
    expect(filterAlerts(all, { text: 'spy <', status: 'all' }).map((each) => each.id)).toEqual(['3']);
    expect(filterAlerts(all, { text: '', status: 'all' }).map((each) => each.id)).toEqual(['2', '3', '1']);
    expect(filterAlerts(all, { text: '', status: 'paused' }).map((each) => each.id)).toEqual(['2']);
  });

  it('selects one by one, and runs with Shift', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const one = selectRow(new Set(), ids, 'b', null);
    expect([...one]).toEqual(['b']);
    expect([...selectRow(one, ids, 'd', 'b')].sort()).toEqual(['b', 'c', 'd']);
    expect([...selectRow(one, ids, 'b', null)]).toEqual([]);
  });
});

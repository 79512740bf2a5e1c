import { expect, it } from 'vitest';
import type { TriggerItem } from '../api/types';
import { filterTriggers } from './filter';

const item = (number: number, symbol: string, severity: TriggerItem['severity']) =>
  ({ number, symbol, severity }) as TriggerItem;
const items = [item(1, 'SPY', 'info'), item(2, 'AAPL', 'critical'), item(3, 'SPY', 'critical')];
const numbers = (found: TriggerItem[]) => found.map((each) => each.number);

it('shows the newest first, by symbol and severity', () => {
  expect(numbers(filterTriggers(items, { symbol: '', severity: 'all' }))).toEqual([3, 2, 1]);
  expect(numbers(filterTriggers(items, { symbol: 'sp', severity: 'all' }))).toEqual([3, 1]);
  expect(numbers(filterTriggers(items, { symbol: 'sp', severity: 'critical' }))).toEqual([3]);
});

import { describe, expect, it } from 'vitest';
import type { TriggerItem } from '../api/types';
import { TriggerLog } from './triggerLog';

function trigger(number: number): TriggerItem {
  return {
    number,
    id: `t${number}`,
    alertId: 'a',
    name: null,
    symbol: 'SPY',
    when: 'price > 1',
    price: 1,
    time: '2013-10-07T13:30:00.000Z',
    partition: 0,
    position: '0:0',
    severity: 'info',
    message: null,
  };
}

const numbers = (log: TriggerLog) => log.items.map((item) => item.number);

describe('the trigger log', () => {
  it('drops repeats', () => {
    const log = new TriggerLog(2);
    expect(log.append([2, 3, 3, 4].map(trigger)).added).toHaveLength(2);
    expect(numbers(log)).toEqual([3, 4]);
  });

  it('stops at a gap and goes on when it is filled', () => {
    const log = new TriggerLog(0);
    expect(log.append([1, 3, 4].map(trigger))).toMatchObject({ hasGap: true });
    expect(log.last).toBe(1);
    expect(log.append([2, 3, 4].map(trigger)).hasGap).toBe(false);
    expect(numbers(log)).toEqual([1, 2, 3, 4]);
  });

  it('takes older ones in front', () => {
    const log = new TriggerLog(5);
    log.append([6, 7].map(trigger));
    log.prepend([3, 4, 5, 6].map(trigger));
    expect(numbers(log)).toEqual([3, 4, 5, 6, 7]);
    expect(log.first).toBe(3);
  });

  it('keeps the newest only', () => {
    const log = new TriggerLog(0, 3);
    log.append([1, 2, 3, 4, 5].map(trigger));
    expect(numbers(log)).toEqual([3, 4, 5]);
    expect(log.last).toBe(5);
  });
});

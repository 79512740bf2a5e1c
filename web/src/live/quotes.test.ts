import { describe, expect, it, vi } from 'vitest';
import type { Quote } from '../api/types';
import { QuoteStore } from './quotes';

function quote(symbol: string, lastPrice: number, tickCount: number): Quote {
  return {
    symbol,
    lastPrice,
    lastSize: 1,
    lastTime: '2013-10-07T13:30:00.000Z',
    dayOpen: 1,
    dayHigh: 2,
    dayLow: 1,
    dayVolume: 1,
    dayTradeCount: 1,
    previousClose: null,
    change: 0,
    changePercent: 0,
    alertCount: 0,
    armedCount: 0,
    lateCount: 0,
    tickCount,
    partition: 0,
  };
}

describe('the quote store', () => {
  it('tells the newest quote once a frame, with the one shown before', () => {
    let frame = () => {};
    const store = new QuoteStore((run) => {
      frame = run;
    });
    const heard = vi.fn();
    store.put(quote('A', 1, 1));
    store.subscribe('A', heard);
    store.put(quote('A', 2, 2));
    store.put(quote('A', 3, 3));
    store.put(quote('B', 9, 1));
    expect(heard).not.toHaveBeenCalled();
    frame();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(heard.mock.calls[0]?.map((each) => each.lastPrice)).toEqual([3, 1]);
  });

  it('keeps the newer one when an older one comes late', () => {
    const store = new QuoteStore(() => {});
    store.put(quote('A', 2, 5));
    store.put(quote('A', 1, 4));
    expect(store.get('A')?.lastPrice).toBe(2);
  });

  it('says nothing to those who left', () => {
    let frame = () => {};
    const store = new QuoteStore((run) => {
      frame = run;
    });
    const heard = vi.fn();
    const leave = store.subscribe('A', heard);
    store.put(quote('A', 1, 1));
    leave();
    frame();
    expect(heard).not.toHaveBeenCalled();
  });
});

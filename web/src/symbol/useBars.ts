import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../api/client';
import { ApiError, messageOf } from '../api/problem';
import type { CandleList } from '../api/types';
import { learnPrecision } from '../format/price';
import { connection, useConnectionStatus } from '../live/live';
import { type Bar, type Interval, mergeBars, toBar } from './candles';

const pageSize = 500;

/** A symbol's bars: the newest page, then live, then older ones as they are asked for. */
export function useBars(symbol: string, interval: Interval) {
  const key = `${symbol} ${interval}`;
  const [state, setState] = useState<{
    key: string;
    bars: readonly Bar[];
    error?: string;
    isUnknown?: boolean;
    isLoaded: boolean;
  }>({
    key,
    bars: [],
    isLoaded: false,
  });
  const older = useRef<'idle' | 'loading' | 'done'>('idle');
  const status = useConnectionStatus();
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a connection that is back, and a new try, load again.
  useEffect(() => {
    const abort = new AbortController();
    older.current = 'idle';
    readBars(symbol, interval, undefined, abort.signal)
      .then((page) =>
        setState((before) => ({
          key,
          isLoaded: true,
          bars: mergeBars(before.key === key ? before.bars : [], page),
        })),
      )
      .catch((error) => {
        if (!abort.signal.aborted) {
          setState((before) => ({
            key,
            isLoaded: true,
            bars: before.key === key ? before.bars : [],
            error: messageOf(error),
            isUnknown: error instanceof ApiError && error.status === 404,
          }));
        }
      });
    return () => abort.abort();
  }, [key, status.kind === 'live', round]);

  useEffect(() => {
    let waiting: Bar[] = [];
    let frame = 0;
    const leave = connection.onCandle((update) => {
      if (update.symbol === symbol && update.interval === interval) {
        waiting.push(toBar(update.candle));
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          const news = waiting;
          waiting = [];
          setState((before) =>
            before.key === key ? { ...before, bars: withNews(before.bars, news) } : before,
          );
        });
      }
    });
    return () => {
      leave();
      cancelAnimationFrame(frame);
    };
  }, [symbol, interval, key]);

  const first = state.key === key ? state.bars[0]?.time : undefined;
  const loadOlder = useCallback(() => {
    if (older.current !== 'idle' || first === undefined) {
      return;
    }
    older.current = 'loading';
    readBars(symbol, interval, first * 1_000)
      .then((page) => {
        older.current = page.length === 0 ? 'done' : 'idle';
        setState((before) =>
          before.key === key ? { ...before, bars: mergeBars(page, before.bars) } : before,
        );
      })
      .catch(() => {
        older.current = 'idle';
      });
  }, [symbol, interval, first, key]);

  const isCurrent = state.key === key;
  return {
    bars: isCurrent ? state.bars : [],
    error: isCurrent ? state.error : undefined,
    /** The silo has never heard of the symbol. */
    isUnknown: isCurrent && state.isUnknown === true,
    isLoading: !isCurrent || !state.isLoaded,
    loadOlder,
    reload: useCallback(() => setRound((before) => before + 1), []),
  };
}

/** The bars with what came live; the common case touches the last one only. */
function withNews(bars: readonly Bar[], news: readonly Bar[]): readonly Bar[] {
  let changed = bars;
  for (const bar of news) {
    const last = changed.at(-1);
    if (!last || bar.time > last.time) {
      changed = [...changed, bar];
    } else if (bar.time === last.time) {
      changed = [...changed.slice(0, -1), bar];
    } else {
      changed = mergeBars(changed, [bar]);
    }
  }
  return changed;
}

/** The newest bars, or the newest before a time. */
export async function readBars(
  symbol: string,
  interval: Interval,
  to?: number,
  signal?: AbortSignal,
): Promise<Bar[]> {
  const path = `/candles/${encodeURIComponent(symbol)}`;
  const { items } = await request<CandleList>(path, { query: { interval, limit: pageSize, to }, signal });
  const bars = items.map(toBar);
  learnPrecision(symbol, ...bars.slice(-50).flatMap((bar) => [bar.high, bar.low]));
  return bars;
}

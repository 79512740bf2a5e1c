import { useEffect, useMemo, useState } from 'react';
import { request } from '../api/client';
import type { TriggerItem, TriggerPage } from '../api/types';
import { useInbox } from '../inbox/useInbox';

const most = 1_000;

/** The triggers of a symbol: those of the past that the silo has, and whatever came since. */
export function useSymbolTriggers(symbol: string): readonly TriggerItem[] {
  const [loaded, setLoaded] = useState<readonly TriggerItem[]>([]);
  const { items, last, isLoaded } = useInbox();
  useEffect(() => {
    if (!isLoaded) {
      return;
    }
    const abort = new AbortController();
    readNewest(symbol, abort.signal)
      .then(setLoaded)
      .catch(() => {
        // The markers are an extra; what comes live still shows.
      });
    return () => abort.abort();
  }, [symbol, isLoaded]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the last number says when the items changed.
  return useMemo(() => {
    const byNumber = new Map<number, TriggerItem>();
    for (const trigger of loaded) {
      byNumber.set(trigger.number, trigger);
    }
    for (const trigger of items) {
      if (trigger.symbol === symbol) {
        byNumber.set(trigger.number, trigger);
      }
    }
    return [...byNumber.values()].sort((a, b) => a.number - b.number);
  }, [loaded, symbol, last]);
}

async function readNewest(symbol: string, signal: AbortSignal): Promise<TriggerItem[]> {
  const found: TriggerItem[] = [];
  let after = 0;
  for (let page = 0; page < 10; page++) {
    const { items, next } = await request<TriggerPage>('/triggers', {
      query: { symbol, after, limit: most },
      signal,
    });
    found.push(...items);
    if (next === null) {
      break;
    }
    after = next;
  }
  return found;
}

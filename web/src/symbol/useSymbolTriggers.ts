import { useEffect, useMemo, useRef, useState } from 'react';
import { request } from '../api/client';
import type { TriggerItem, TriggerPage } from '../api/types';
import { useInbox } from '../inbox/useInbox';

const pageSize = 1_000;
const firstSpan = 2_000;
const enough = 500;
const most = 5_000;

/** The triggers of a symbol: those of the past that the silo has, and whatever came since. */
export function useSymbolTriggers(symbol: string): readonly TriggerItem[] {
  const [loaded, setLoaded] = useState<readonly TriggerItem[]>([]);
  const { items, last, isLoaded } = useInbox();
  const newest = useRef(last);
  newest.current = last;
  useEffect(() => {
    if (!isLoaded) {
      return;
    }
    const abort = new AbortController();
    readNewest(symbol, newest.current, abort.signal)
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

/** The symbol's newest triggers: looks back further and further until there are enough, or none are left. */
async function readNewest(symbol: string, last: number, signal: AbortSignal): Promise<TriggerItem[]> {
  for (let span = firstSpan; ; span *= 8) {
    const from = Math.max(0, last - span);
    const found = await readAfter(symbol, from, signal);
    if (found.length >= enough || from === 0) {
      return found;
    }
  }
}

async function readAfter(symbol: string, from: number, signal: AbortSignal): Promise<TriggerItem[]> {
  const found: TriggerItem[] = [];
  let after: number | null = from;
  while (after !== null) {
    const page: TriggerPage = await request<TriggerPage>('/triggers', {
      query: { symbol, after, limit: pageSize },
      signal,
    });
    found.push(...page.items);
    after = page.next;
  }
  return found.slice(-most);
}

import { useEffect, useRef, useState } from 'react';
import { request } from '../api/client';
import type { GrainList, SiloAnswer } from '../api/types';
import { useQuery } from '../api/useQuery';
import { useInbox } from '../inbox/useInbox';
import { type Look, pushBounded, ratesBetween, type SiloRates } from './rates';

const period = 1_000;

/** How many seconds of the past the graphs show. */
export const pastSeconds = 180;

/** The silo, looked at every second, and what it did in between. */
export function useSilo() {
  const query = useQuery(
    'silo',
    async (signal) => ({ at: performance.now(), silo: await request<SiloAnswer>('/silo', { signal }) }),
    period,
  );
  const { last } = useInbox();
  const lastTrigger = useRef(last);
  lastTrigger.current = last;
  const before = useRef<Look>(undefined);
  const [past, setPast] = useState<readonly SiloRates[]>([]);
  const { data } = query;
  useEffect(() => {
    if (data) {
      const look = { ...data, lastTrigger: lastTrigger.current };
      const rates = before.current ? ratesBetween(before.current, look) : undefined;
      before.current = look;
      if (rates) {
        setPast((known) => pushBounded(known, rates, pastSeconds));
      }
    }
  }, [data]);
  return { silo: data?.silo, error: query.error, reload: query.reload, past };
}

/** The busiest grains, of one type or of all. */
export function useGrains(type: string) {
  return useQuery(
    `grains ${type}`,
    (signal) => request<GrainList>('/silo/grains', { query: { type, limit: 20 }, signal }),
    2_000,
  );
}

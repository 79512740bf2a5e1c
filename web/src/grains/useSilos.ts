import { useEffect, useRef, useState } from 'react';
import { request } from '../api/client';
import type { GrainItem, GrainList, SiloList } from '../api/types';
import { useQuery } from '../api/useQuery';
import { useInbox } from '../inbox/useInbox';
import { type Look, pushBounded, ratesBetween, type SiloRates } from './rates';

const period = 1_000;

/** How many seconds of the past the graphs show. */
export const pastSeconds = 180;

/** The silos, looked at every second, and what they did in between. */
export function useSilos() {
  const query = useQuery(
    'silos',
    async (signal) => {
      const silos = await request<SiloList>('/silos', { signal });
      return { at: performance.now(), silos };
    },
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
  return { silos: data?.silos, error: query.error, reload: query.reload, past };
}

/** A grain of a list, with its calls a second since the look before; undefined where it was not in it. */
export type BusyGrain = GrainItem & { callsPerSecond: number | undefined };

/** The busiest grains, of one silo and type or of all. */
export function useGrains(silo: string, type: string) {
  const before = useRef<{ at: number; calls: ReadonlyMap<string, number> }>(undefined);
  return useQuery(
    `grains ${silo} ${type}`,
    async (signal) => {
      const { items } = await request<GrainList>('/silo/grains', {
        query: { silo, type, limit: 20 },
        signal,
      });
      const now = performance.now();
      const past = before.current;
      before.current = { at: now, calls: new Map(items.map((grain) => [nameOf(grain), grain.calls])) };
      return items.map((grain): BusyGrain => {
        const calls = past?.calls.get(nameOf(grain));
        const isKnown = past !== undefined && calls !== undefined && grain.calls >= calls && now > past.at;
        return {
          ...grain,
          callsPerSecond: isKnown ? ((grain.calls - calls) / (now - past.at)) * 1_000 : undefined,
        };
      });
    },
    2_000,
  );
}

/** What tells a grain's activation from all others. */
export function nameOf(grain: GrainItem): string {
  return `${grain.silo ?? ''} ${grain.type} ${grain.key}`;
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { inbox } from './inboxStore';

const wanted = 60;
const step = 1_000;
const mostPerRound = 20_000;

/** Loads older triggers as they are needed: by scrolling, and on its own while a filter finds too few among those that
 * are here. A round of the latter is bounded; `lookFurther` begins another. */
export function useOlder(found: number, kept: number, first: number, filterKey: string) {
  const round = useRef({ key: filterKey, from: kept });
  const isLoading = useRef(false);
  // What went wrong, or was asked for, in the present round.
  const [fault, setFault] = useState('');
  const [turn, setTurn] = useState(0);
  if (round.current.key !== filterKey) {
    round.current = { key: filterKey, from: kept };
  }
  const hasFailed = fault !== '' && fault === filterKey;

  const load = useCallback(
    async (count?: number) => {
      if (!isLoading.current) {
        isLoading.current = true;
        try {
          await inbox.loadOlder(count);
        } catch {
          setFault(filterKey);
        } finally {
          isLoading.current = false;
          setTurn((before) => before + 1);
        }
      }
    },
    [filterKey],
  );

  const hasOlder = first > 1;
  const isSearching =
    filterKey !== '' && hasOlder && !hasFailed && found < wanted && kept - round.current.from < mostPerRound;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that came gives the next its turn.
  useEffect(() => {
    if (isSearching) {
      void load(step);
    }
  }, [isSearching, turn, load]);

  return {
    isSearching,
    hasOlder,
    loadOlder: () => {
      if (hasOlder) {
        void load();
      }
    },
    lookFurther: () => {
      round.current = { key: filterKey, from: kept };
      setFault('');
      setTurn((before) => before + 1);
    },
  };
}

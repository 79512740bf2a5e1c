import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from './problem';

/** What became of a question to the silo. */
export interface Query<T> {
  data: T | undefined;
  error: string | undefined;
  isLoading: boolean;
  reload: () => void;
}

/** Asks when the key changes, and again every so many milliseconds where a period is given. What was known stays
 * shown while it is asked again. A null key asks nothing. */
export function useQuery<T>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<T>,
  periodMilliseconds?: number,
): Query<T> {
  const [state, setState] = useState<{ key: string | null; data?: T; error?: string }>({ key });
  const [round, setRound] = useState(0);
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again.
  useEffect(() => {
    if (key === null) {
      return;
    }
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      try {
        const data = await latest.current(abort.signal);
        if (!abort.signal.aborted) {
          setState({ key, data });
        }
      } catch (error) {
        if (!abort.signal.aborted) {
          setState((before) => ({
            key,
            error: messageOf(error),
            ...(before.key === key && before.data !== undefined ? { data: before.data } : {}),
          }));
        }
      }
      if (periodMilliseconds !== undefined && !abort.signal.aborted) {
        timer = setTimeout(() => void whenVisible(run, abort.signal), periodMilliseconds);
      }
    };
    void run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, periodMilliseconds, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const isCurrent = state.key === key;
  return {
    data: isCurrent ? state.data : undefined,
    error: isCurrent ? state.error : undefined,
    isLoading: key !== null && (!isCurrent || (state.data === undefined && state.error === undefined)),
    reload,
  };
}

/** Runs at once in a visible tab, otherwise when it is looked at again. */
function whenVisible(run: () => void, signal: AbortSignal): void {
  if (document.visibilityState === 'visible') {
    run();
    return;
  }
  document.addEventListener('visibilitychange', () => !signal.aborted && run(), { once: true, signal });
}

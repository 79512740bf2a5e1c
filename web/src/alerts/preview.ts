import { useEffect, useState } from 'react';
import { request } from '../api/client';
import { messageOf } from '../api/problem';
import type { AlertRequest, PreviewAnswer } from '../api/types';

/** How a dry run stands. */
export interface Preview {
  answer: PreviewAnswer | undefined;
  error: string | undefined;
  isRunning: boolean;
  cancel: () => void;
  /** Runs again after it was cancelled or failed. */
  retry: () => void;
}

const typingPause = 350;

/** Asks the silo when a rule would have fired, whenever the rule changes; a newer question ends the one before. */
export function usePreview(rule: AlertRequest | undefined): Preview {
  const key = rule ? JSON.stringify(rule) : '';
  const [state, setState] = useState<{
    key: string;
    answer?: PreviewAnswer;
    error?: string;
    isCancelled?: boolean;
  }>({
    key: '',
  });
  const [abort, setAbort] = useState<AbortController>();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round runs again.
  useEffect(() => {
    if (key === '') {
      return;
    }
    const controller = new AbortController();
    setAbort(controller);
    const timer = setTimeout(async () => {
      try {
        const options = {
          method: 'POST' as const,
          body: JSON.parse(key) as unknown,
          signal: controller.signal,
        };
        setState({ key, answer: await request<PreviewAnswer>('/alerts/preview', options) });
      } catch (error) {
        if (!controller.signal.aborted) {
          setState({ key, error: messageOf(error) });
        }
      }
    }, typingPause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, round]);
  const isCurrent = state.key === key;
  return {
    answer: isCurrent ? state.answer : undefined,
    error: isCurrent ? state.error : undefined,
    isRunning: key !== '' && !isCurrent,
    cancel: () => {
      abort?.abort();
      setState({ key, isCancelled: true, error: 'Cancelled.' });
    },
    retry: () => {
      setState({ key: '' });
      setRound((before) => before + 1);
    },
  };
}

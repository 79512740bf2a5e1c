import { useEffect, useMemo, useState } from 'react';
import { request } from '../api/client';
import type { ConditionLevel, ConditionParse, ConditionParses } from '../api/types';

const known = new Map<string, ConditionParse>();
const most = 2_000;

/** Has the silo parse conditions: its grammar is the only one. What was parsed once is remembered. */
export async function parseConditions(
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<ConditionParse[]> {
  const unknown = [...new Set(texts)].filter((text) => !known.has(text));
  for (let at = 0; at < unknown.length; at += 100) {
    const body = { texts: unknown.slice(at, at + 100) };
    const { items } = await request<ConditionParses>('/alerts/parse', { method: 'POST', body, signal });
    for (const item of items) {
      known.set(item.when, item);
    }
  }
  while (known.size > most + texts.length) {
    const oldest = known.keys().next().value;
    if (oldest === undefined) {
      break;
    }
    known.delete(oldest);
  }
  return texts.flatMap((text) => known.get(text) ?? []);
}

/** The parses of conditions, as far as they are known by now. */
export function useConditions(texts: readonly string[]): ReadonlyMap<string, ConditionParse> {
  const key = JSON.stringify([...new Set(texts)].sort());
  const [round, setRound] = useState(0);
  useEffect(() => {
    const wanted = JSON.parse(key) as string[];
    if (wanted.every((text) => known.has(text))) {
      return;
    }
    const abort = new AbortController();
    parseConditions(wanted, abort.signal)
      .then(() => !abort.signal.aborted && setRound((before) => before + 1))
      .catch(() => {
        // Without the silo's parse there are no lines; the next change asks again.
      });
    return () => abort.abort();
  }, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round knows more.
  return useMemo(() => {
    const wanted = JSON.parse(key) as string[];
    return new Map(
      wanted.flatMap((text) => {
        const parse = known.get(text);
        return parse ? [[text, parse] as const] : [];
      }),
    );
  }, [key, round]);
}

/** The condition with another number in the place of one of its levels. */
export function replaceLevel(when: string, level: ConditionLevel, text: string): string {
  const start = level.column - 1;
  return when.slice(0, start) + text + when.slice(start + level.length);
}

/** The condition after a completion was chosen, and where the cursor goes. */
export function complete(when: string, column: number, text: string): { when: string; caret: number } {
  const before = when.slice(0, column - 1);
  const gap = before === '' || /\s$/.test(before) ? '' : ' ';
  const completed = `${before}${gap}${text} `;
  return { when: completed, caret: completed.length };
}

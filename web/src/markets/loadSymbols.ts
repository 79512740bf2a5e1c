import { request } from '../api/client';
import type { QuotePage } from '../api/types';
import { connection, quotes } from '../live/live';

const pageSize = 1_000;
const fewSymbols = 1_000;

let loading: Promise<number> | undefined;

/** Loads the quotes of all symbols into the store, one load at a time, however many ask; answers how many are known. */
export function loadSymbols(): Promise<number> {
  loading ??= loadPages().finally(() => {
    loading = undefined;
  });
  return loading;
}

/** How long to wait until the symbols that nobody watches are asked for again. */
export function refreshPeriod(): number {
  return quotes.size <= fewSymbols ? 5_000 : 15_000;
}

async function loadPages(): Promise<number> {
  let cursor: string | null = null;
  do {
    const page: QuotePage = await request<QuotePage>('/symbols', {
      query: { limit: pageSize, cursor },
    });
    for (const quote of page.items) {
      quotes.put(quote);
    }
    cursor = page.next;
  } while (cursor !== null);
  return quotes.size;
}

// What the page can search is known on every page of it, not only on the markets.
connection.onResume(async () => {
  void loadSymbols().catch(() => {
    // The markets page says so and tries again.
  });
});

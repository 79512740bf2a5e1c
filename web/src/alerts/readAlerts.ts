import { request } from '../api/client';
import type { Alert, AlertPage, AlertRequest } from '../api/types';

/** Most alerts of a page. */
export const pageSize = 1_000;

/** The alerts of a symbol, or all of them, page by page. */
export async function* readPages(query: { symbol?: string }): AsyncGenerator<readonly Alert[]> {
  let cursor: string | null = null;
  do {
    const page: AlertPage = await request<AlertPage>('/alerts', {
      query: { ...query, limit: pageSize, cursor },
    });
    yield page.items;
    cursor = page.next;
  } while (cursor !== null);
}

/** An alert's rule, as it is sent. */
export function ruleOf(alert: Alert): AlertRequest {
  const { symbol, when, frequency, cooldown, rearm, expiresAt, name, severity, message } = alert;
  return { symbol, when, frequency, cooldown, rearm, expiresAt, name, severity, message };
}

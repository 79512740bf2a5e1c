import { useEffect, useSyncExternalStore } from 'react';
import { MarketConnection } from './connection';
import { QuoteStore } from './quotes';
import type { ConnectionStatus } from './status';

/** The page's one connection. */
export const connection = new MarketConnection();

/** The newest quotes that the page knows. */
export const quotes = new QuoteStore();

connection.onQuote((quote) => quotes.put(quote));

/** How the connection stands. */
export function useConnectionStatus(): ConnectionStatus {
  return useSyncExternalStore(connection.onStatus, () => connection.status);
}

/** Watches symbols while the component is shown. */
export function useWatch(symbols: readonly string[]): void {
  const key = symbols.join('\n');
  useEffect(() => (key === '' ? undefined : connection.watch(key.split('\n'))), [key]);
}

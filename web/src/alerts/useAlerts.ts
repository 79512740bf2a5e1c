import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Alert } from '../api/types';
import { type AlertsView, alertStore } from './alertStore';

/** All alerts, as far as they are known. */
export function useAlerts(): AlertsView {
  useEffect(() => alertStore.keepAll(), []);
  return useSyncExternalStore(alertStore.subscribe, alertStore.view);
}

/** The alerts of one symbol. */
export function useSymbolAlerts(symbol: string): readonly Alert[] {
  useEffect(() => alertStore.keepSymbol(symbol), [symbol]);
  const { alerts } = useSyncExternalStore(alertStore.subscribe, alertStore.view);
  return useMemo(() => alerts.filter((alert) => alert.symbol === symbol), [alerts, symbol]);
}

import { useSyncExternalStore } from 'react';
import { request } from '../api/client';
import { messageOf } from '../api/problem';
import type { Alert, AlertPage, AlertRequest } from '../api/types';
import { inbox } from '../inbox/inboxStore';
import { connection } from '../live/live';

/** What the page knows of the alerts. */
export interface AlertsView {
  alerts: readonly Alert[];
  isLoaded: boolean;
  error: string | undefined;
}

const pageSize = 1_000;
const most = 20_000;
const refreshDelay = 700;

/** The user's alerts, kept up to date: after a change, a trigger, a reconnection, and now and then. */
class AlertStore {
  readonly #alerts = new Map<string, Alert>();
  readonly #listeners = new Set<() => void>();
  #view: AlertsView = { alerts: [], isLoaded: false, error: undefined };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #generation = 0;

  constructor() {
    inbox.onArrival((trigger) => this.#touched.add(trigger.alertId));
    inbox.onArrival(() => this.#refreshSoon());
    connection.onResume(async () => {
      if (this.#listeners.size > 0) {
        void this.load();
      }
    });
  }

  readonly #touched = new Set<string>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      void this.load();
    }
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): AlertsView => this.#view;

  /** Loads all alerts. */
  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const loaded: Alert[] = [];
      let cursor: string | null = null;
      do {
        const page: AlertPage = await request<AlertPage>('/alerts', { query: { limit: pageSize, cursor } });
        loaded.push(...page.items);
        cursor = page.next;
      } while (cursor !== null && loaded.length < most);
      if (generation === this.#generation) {
        this.#alerts.clear();
        for (const alert of loaded) {
          this.#alerts.set(alert.id, alert);
        }
        this.#publish({ isLoaded: true, error: undefined });
      }
    } catch (error) {
      if (generation === this.#generation) {
        this.#publish({ isLoaded: true, error: messageOf(error) });
      }
    }
  }

  /** Creates an alert. */
  async create(rule: AlertRequest): Promise<Alert> {
    return this.#put(await request<Alert>('/alerts', { method: 'POST', body: rule }));
  }

  /** Replaces an alert's rule: shown at once, taken back when the silo refuses. */
  async replace(alert: Alert, rule: AlertRequest): Promise<Alert> {
    this.#put({ ...alert, ...rule } as Alert);
    try {
      const options = { method: 'PUT' as const, body: rule, ifMatch: `"${alert.version}"` };
      return this.#put(await request<Alert>(`/alerts/${alert.id}`, options));
    } catch (error) {
      this.#put(alert);
      void this.load();
      throw error;
    }
  }

  /** Pauses, resumes or deletes alerts; answers how many it could not, and why the first of them. */
  async changeAll(
    alerts: readonly Alert[],
    change: 'pause' | 'resume' | 'delete',
  ): Promise<{ failed: number; reason: string | undefined }> {
    const waiting = [...alerts];
    let failed = 0;
    let reason: string | undefined;
    const work = async () => {
      for (let alert = waiting.shift(); alert; alert = waiting.shift()) {
        try {
          await this.#change(alert, change);
        } catch (error) {
          failed++;
          reason ??= messageOf(error);
        }
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    return { failed, reason };
  }

  async #change(alert: Alert, change: 'pause' | 'resume' | 'delete'): Promise<void> {
    this.#generation++;
    if (change === 'delete') {
      await request<undefined>(`/alerts/${alert.id}`, { method: 'DELETE' });
      this.#alerts.delete(alert.id);
      this.#publish({});
    } else {
      this.#put(await request<Alert>(`/alerts/${alert.id}/${change}`, { method: 'POST' }));
    }
  }

  #put(alert: Alert): Alert {
    this.#generation++;
    this.#alerts.set(alert.id, alert);
    this.#publish({});
    return alert;
  }

  #refreshSoon(): void {
    if (this.#listeners.size > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.#refreshTouched();
      }, refreshDelay);
    }
  }

  async #refreshTouched(): Promise<void> {
    const ids = [...this.#touched].slice(0, 50);
    this.#touched.clear();
    const states = await Promise.allSettled(ids.map((id) => request<Alert>(`/alerts/${id}`)));
    for (const state of states) {
      if (state.status === 'fulfilled' && this.#alerts.has(state.value.id)) {
        this.#alerts.set(state.value.id, state.value);
      }
    }
    this.#publish({});
  }

  #publish(change: Partial<AlertsView>): void {
    this.#view = { ...this.#view, ...change, alerts: [...this.#alerts.values()] };
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** The page's one list of alerts. */
export const alertStore = new AlertStore();

/** The alerts as they are known. */
export function useAlerts(): AlertsView {
  return useSyncExternalStore(alertStore.subscribe, alertStore.view);
}

/** An alert's rule, as it is sent. */
export function ruleOf(alert: Alert): AlertRequest {
  const { symbol, when, frequency, cooldown, rearm, expiresAt, name, severity, message } = alert;
  return { symbol, when, frequency, cooldown, rearm, expiresAt, name, severity, message };
}

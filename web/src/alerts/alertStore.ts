import { request } from '../api/client';
import { messageOf } from '../api/problem';
import type { Alert, AlertRequest } from '../api/types';
import { inbox } from '../inbox/inboxStore';
import { connection } from '../live/live';
import { pageSize, readPages } from './readAlerts';

/** What the page knows of the alerts. */
export interface AlertsView {
  alerts: readonly Alert[];
  /** Whether all of them were loaded at least once. */
  isLoaded: boolean;
  /** How many came in so far while all are being loaded; undefined at other times. */
  loading: number | undefined;
  error: string | undefined;
}

/** What can be done to many alerts at once. */
export type AlertAction = 'pause' | 'resume' | 'delete';

const refreshDelay = 700;
const refreshedAtOnce = 50;
const coolingPeriod = 5_000;
const workers = 8;

/** The user's alerts, kept up to date: after a change, a trigger, a reconnection, and while one cools. */
class AlertStore {
  readonly #alerts = new Map<string, Alert>();
  readonly #listeners = new Set<() => void>();
  readonly #touched = new Set<string>();
  #wantAll = 0;
  readonly #wantedSymbols = new Map<string, number>();
  #view: AlertsView = { alerts: [], isLoaded: false, loading: undefined, error: undefined };
  #refresh: ReturnType<typeof setTimeout> | undefined;
  #publishing: ReturnType<typeof setTimeout> | undefined;
  /** For each load under way the ids that changed meanwhile: what the load says of them may be older. */
  readonly #changes = new Set<Set<string>>();
  readonly #channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('tripline.alerts') : undefined;
  #load = 0;

  constructor() {
    inbox.onArrival((trigger) => {
      this.#touched.add(trigger.alertId);
      this.#refreshSoon();
    });
    connection.onResume(async () => this.#reload());
    if (this.#channel) {
      this.#channel.onmessage = () => this.#reload();
    }
    setInterval(() => this.#refreshCooling(), coolingPeriod);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): AlertsView => this.#view;

  /** Keeps all alerts until the answer is called. */
  keepAll(): () => void {
    this.#wantAll++;
    void this.load();
    return () => {
      this.#wantAll--;
    };
  }

  /** Keeps the alerts of one symbol until the answer is called. */
  keepSymbol(symbol: string): () => void {
    this.#wantedSymbols.set(symbol, (this.#wantedSymbols.get(symbol) ?? 0) + 1);
    void this.#loadSymbol(symbol);
    return () => {
      const count = (this.#wantedSymbols.get(symbol) ?? 1) - 1;
      if (count > 0) {
        this.#wantedSymbols.set(symbol, count);
      } else {
        this.#wantedSymbols.delete(symbol);
      }
    };
  }

  /** Loads all alerts, page by page; the first ones show while others are on their way. */
  async load(): Promise<void> {
    const load = ++this.#load;
    try {
      await this.#read({}, (count) => {
        this.#publishSoon({ loading: count });
        return load === this.#load;
      });
      if (load === this.#load) {
        this.#publish({ isLoaded: true, loading: undefined, error: undefined });
      }
    } catch (error) {
      if (load === this.#load) {
        this.#publish({ loading: undefined, error: messageOf(error) });
      }
    }
  }

  /** Creates an alert. */
  async create(rule: AlertRequest): Promise<Alert> {
    const alert = this.#put(await request<Alert>('/alerts', { method: 'POST', body: rule }));
    this.#channel?.postMessage('changed');
    return alert;
  }

  /** Replaces an alert's rule: shown at once, taken back when the silo refuses. */
  async replace(alert: Alert, rule: AlertRequest): Promise<Alert> {
    this.#put({ ...alert, ...rule } as Alert);
    try {
      const options = { method: 'PUT' as const, body: rule, ifMatch: `"${alert.version}"` };
      const replaced = this.#put(await request<Alert>(`/alerts/${alert.id}`, options));
      this.#channel?.postMessage('changed');
      return replaced;
    } catch (error) {
      this.#put(alert);
      this.#touched.add(alert.id);
      this.#refreshSoon();
      throw error;
    }
  }

  /** Pauses, resumes or deletes alerts; answers how many it could not, and why the first of them. */
  async changeAll(
    alerts: readonly Alert[],
    action: AlertAction,
    onProgress: (done: number) => void = () => {},
    signal?: AbortSignal,
  ): Promise<{ done: number; failed: number; reason: string | undefined }> {
    const waiting = alerts.values();
    let done = 0;
    let failed = 0;
    let reason: string | undefined;
    const work = async () => {
      for (const alert of waiting) {
        if (signal?.aborted) {
          return;
        }
        try {
          await this.#change(alert, action);
          done++;
        } catch (error) {
          failed++;
          reason ??= messageOf(error);
        }
        onProgress(done + failed);
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
    this.#publish({});
    this.#channel?.postMessage('changed');
    return { done, failed, reason };
  }

  async #change(alert: Alert, action: AlertAction): Promise<void> {
    if (action === 'delete') {
      await request<undefined>(`/alerts/${alert.id}`, { method: 'DELETE' });
      this.#alerts.delete(alert.id);
    } else {
      this.#alerts.set(alert.id, await request<Alert>(`/alerts/${alert.id}/${action}`, { method: 'POST' }));
    }
    this.#noteChange(alert.id);
    this.#publishSoon({});
  }

  async #loadSymbol(symbol: string): Promise<void> {
    try {
      await this.#read({ symbol }, () => true);
      this.#publish({ error: undefined });
    } catch (error) {
      this.#publish({ error: messageOf(error) });
    }
  }

  /** Takes in all alerts or those of a symbol, and lets those go that are no more. */
  async #read(query: { symbol?: string }, goesOn: (count: number) => boolean): Promise<void> {
    const changed = new Set<string>();
    const found = new Set<string>();
    this.#changes.add(changed);
    try {
      for await (const page of readPages(query)) {
        for (const alert of page) {
          found.add(alert.id);
          if (!changed.has(alert.id)) {
            this.#alerts.set(alert.id, alert);
          }
        }
        if (!goesOn(found.size)) {
          return;
        }
      }
      for (const alert of [...this.#alerts.values()]) {
        const isMeant = query.symbol === undefined || alert.symbol === query.symbol;
        if (isMeant && !found.has(alert.id) && !changed.has(alert.id)) {
          this.#alerts.delete(alert.id);
        }
      }
    } finally {
      this.#changes.delete(changed);
    }
  }

  #reload(): void {
    if (this.#wantAll > 0) {
      void this.load();
    }
    for (const symbol of this.#wantedSymbols.keys()) {
      void this.#loadSymbol(symbol);
    }
  }

  #put(alert: Alert): Alert {
    this.#alerts.set(alert.id, alert);
    this.#noteChange(alert.id);
    this.#publish({});
    return alert;
  }

  #noteChange(id: string): void {
    for (const changed of this.#changes) {
      changed.add(id);
    }
  }

  #refreshSoon(): void {
    if (this.#wantAll > 0 || this.#wantedSymbols.size > 0) {
      this.#refresh ??= setTimeout(async () => {
        await this.#refreshTouched();
        this.#refresh = undefined;
        if (this.#touched.size > 0) {
          this.#refreshSoon();
        }
      }, refreshDelay);
    }
  }

  async #refreshTouched(): Promise<void> {
    const ids = [...this.#touched].filter((id) => this.#alerts.has(id));
    if (ids.length > pageSize) {
      // To ask for each by itself would take longer than to load them all.
      this.#touched.clear();
      this.#reload();
      return;
    }
    const some = ids.slice(0, refreshedAtOnce);
    this.#touched.clear();
    for (const id of ids.slice(refreshedAtOnce)) {
      this.#touched.add(id);
    }
    const states = await Promise.allSettled(some.map((id) => request<Alert>(`/alerts/${id}`)));
    for (const state of states) {
      if (state.status === 'fulfilled' && this.#alerts.has(state.value.id)) {
        this.#alerts.set(state.value.id, state.value);
      }
    }
    this.#publish({});
  }

  /** A cooldown ends in market time, without a word: ask for those that cool. */
  #refreshCooling(): void {
    if (document.visibilityState === 'visible' && (this.#wantAll > 0 || this.#wantedSymbols.size > 0)) {
      let count = 0;
      for (const alert of this.#alerts.values()) {
        if (alert.status === 'cooling' && count++ < refreshedAtOnce) {
          this.#touched.add(alert.id);
        }
      }
      if (count > 0) {
        this.#refreshSoon();
      }
    }
  }

  /** Publishes a few times a second at most, however much changes. */
  #publishSoon(change: Partial<AlertsView>): void {
    this.#view = { ...this.#view, ...change };
    this.#publishing ??= setTimeout(() => this.#publish({}), 250);
  }

  #publish(change: Partial<AlertsView>): void {
    clearTimeout(this.#publishing);
    this.#publishing = undefined;
    this.#view = { ...this.#view, ...change, alerts: [...this.#alerts.values()] };
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** The page's one list of alerts. */
export const alertStore = new AlertStore();

import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import type { CandleUpdate, Quote, TriggerItem } from '../api/types';
import { type ConnectionStatus, retryDelay } from './status';
import { WatchList } from './watchList';

type Listener<T> = (value: T) => void;

/** The page's one connection to the silo: it comes back by itself and asks again for what was watched. */
export class MarketConnection {
  readonly #hub: HubConnection;
  readonly #watches = new WatchList();
  readonly #statusListeners = new Set<() => void>();
  readonly #resumers = new Set<() => Promise<void>>();
  #status: ConnectionStatus = { kind: 'connecting' };
  #retry: ReturnType<typeof setTimeout> | undefined;
  #flush: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #lostSince = 0;
  #reason = '';

  constructor(url = '/hubs/market') {
    this.#hub = new HubConnectionBuilder().withUrl(url).configureLogging(LogLevel.None).build();
    this.#hub.serverTimeoutInMilliseconds = 15_000;
    this.#hub.keepAliveIntervalInMilliseconds = 5_000;
    this.#hub.on('dropped', (notice: { reason: string }) => {
      this.#reason = notice.reason;
    });
    this.#hub.onclose(() => this.#lose());
    window.addEventListener('online', () => this.retryNow());
  }

  /** How the connection stands. */
  get status(): ConnectionStatus {
    return this.#status;
  }

  /** Hears of changes of the status. */
  readonly onStatus = (listener: () => void): (() => void) => {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  };

  /** Hears every quote. */
  onQuote(listener: Listener<Quote>): () => void {
    return this.#on('quotes', (quotes: readonly Quote[]) => quotes.forEach(listener));
  }

  /** Hears every candle. */
  onCandle(listener: Listener<CandleUpdate>): () => void {
    return this.#on('candles', (candles: readonly CandleUpdate[]) => candles.forEach(listener));
  }

  /** Hears every trigger. */
  onTrigger(listener: Listener<TriggerItem>): () => void {
    return this.#on('trigger', listener);
  }

  /** Runs whenever a connection was made, before it counts as live. */
  onResume(resume: () => Promise<void>): () => void {
    this.#resumers.add(resume);
    return () => this.#resumers.delete(resume);
  }

  /** Watches symbols until the answer is called. */
  watch(symbols: readonly string[]): () => void {
    this.#watches.add(symbols);
    this.#flushSoon();
    return () => {
      this.#watches.remove(symbols);
      this.#flushSoon();
    };
  }

  /** Asks for the triggers after a number: those that were missed, then live ones. */
  async watchTriggers(after: number): Promise<void> {
    await this.#hub.invoke('WatchTriggers', after);
  }

  /** Connects; tries for as long as the page is open. */
  async start(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.#hub.state !== HubConnectionState.Disconnected) {
      return;
    }
    try {
      await this.#hub.start();
      this.#watches.forgetSent();
      for (const resume of this.#resumers) {
        await resume();
      }
      this.#attempt = 0;
      this.#lostSince = 0;
      this.#setStatus({ kind: 'live' });
      await this.#sendWatches();
    } catch (error) {
      this.#reason = error instanceof Error ? error.message : String(error);
      if (this.#hub.state === HubConnectionState.Disconnected) {
        this.#lose();
      } else {
        await this.#hub.stop();
      }
    }
  }

  /** Tries at once when the connection is lost. */
  retryNow(): void {
    if (this.#status.kind === 'lost') {
      void this.start();
    }
  }

  #on<T>(name: string, listener: Listener<T>): () => void {
    this.#hub.on(name, listener);
    return () => this.#hub.off(name, listener);
  }

  #lose(): void {
    const now = Date.now();
    const delay = retryDelay(this.#attempt++);
    this.#lostSince ||= now;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.start(), delay);
    this.#setStatus({ kind: 'lost', since: this.#lostSince, retryAt: now + delay, reason: this.#reason });
  }

  #setStatus(status: ConnectionStatus): void {
    this.#status = status;
    for (const listener of this.#statusListeners) {
      listener();
    }
  }

  #flushSoon(): void {
    this.#flush ??= setTimeout(() => {
      this.#flush = undefined;
      void this.#sendWatches();
    }, 30);
  }

  async #sendWatches(): Promise<void> {
    if (this.#hub.state !== HubConnectionState.Connected) {
      return;
    }
    const { watch, unwatch } = this.#watches.takeChanges();
    try {
      if (unwatch.length > 0) {
        await this.#hub.invoke('UnwatchSymbols', unwatch);
      }
      if (watch.length > 0) {
        await this.#hub.invoke('WatchSymbols', watch);
      }
    } catch {
      // All or none are watched. One unknown symbol must not take the others with it: ask for each by itself.
      await Promise.allSettled(watch.map((symbol) => this.#hub.invoke('WatchSymbols', [symbol])));
    }
  }
}

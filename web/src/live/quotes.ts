import type { Quote } from '../api/types';
import { learnPrecision } from '../format/price';

type QuoteListener = (quote: Quote, previous: Quote | undefined) => void;

/** The newest quote of each symbol, handed on once a frame, outside of React. */
export class QuoteStore {
  readonly #quotes = new Map<string, Quote>();
  readonly #listeners = new Map<string, Set<QuoteListener>>();
  readonly #shown = new Map<string, Quote | undefined>();
  readonly #schedule: (run: () => void) => void;
  #isScheduled = false;
  #version = 0;

  constructor(schedule: (run: () => void) => void = (run) => requestAnimationFrame(run)) {
    this.#schedule = schedule;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** How many symbols are known. */
  get size(): number {
    return this.#quotes.size;
  }

  /** The newest quote of a symbol. */
  get(symbol: string): Quote | undefined {
    return this.#quotes.get(symbol);
  }

  /** All newest quotes. */
  all(): Quote[] {
    return [...this.#quotes.values()];
  }

  /** Takes in a quote; one that is older than what is known is dropped. */
  put(quote: Quote): void {
    const before = this.#quotes.get(quote.symbol);
    if (before && before.tickCount > quote.tickCount) {
      return;
    }
    this.#quotes.set(quote.symbol, quote);
    this.#version++;
    learnPrecision(quote.symbol, quote.lastPrice, quote.dayOpen, quote.previousClose);
    if (!this.#shown.has(quote.symbol) && this.#listeners.has(quote.symbol)) {
      this.#shown.set(quote.symbol, before);
      this.#flushSoon();
    }
  }

  /** Hears the newest quote of a symbol, at most once a frame. */
  subscribe(symbol: string, listener: QuoteListener): () => void {
    let listeners = this.#listeners.get(symbol);
    if (!listeners) {
      listeners = new Set();
      this.#listeners.set(symbol, listeners);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(symbol) === listeners) {
        this.#listeners.delete(symbol);
      }
    };
  }

  #flushSoon(): void {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      this.#schedule(() => this.#flush());
    }
  }

  #flush(): void {
    this.#isScheduled = false;
    const changed = [...this.#shown];
    this.#shown.clear();
    for (const [symbol, previous] of changed) {
      const quote = this.#quotes.get(symbol);
      const listeners = this.#listeners.get(symbol);
      if (quote && listeners) {
        for (const listener of listeners) {
          listener(quote, previous);
        }
      }
    }
  }
}

/** Counts who watches which symbol, and says what to ask the silo for and what to leave. */
export class WatchList {
  readonly #counts = new Map<string, number>();
  readonly #sent = new Set<string>();

  /** One watcher more for each symbol. */
  add(symbols: readonly string[]): void {
    for (const symbol of symbols) {
      this.#counts.set(symbol, (this.#counts.get(symbol) ?? 0) + 1);
    }
  }

  /** One watcher less for each symbol. */
  remove(symbols: readonly string[]): void {
    for (const symbol of symbols) {
      const count = (this.#counts.get(symbol) ?? 0) - 1;
      if (count > 0) {
        this.#counts.set(symbol, count);
      } else {
        this.#counts.delete(symbol);
      }
    }
  }

  /** What to start and stop watching since the last time; from then on it counts as done. */
  takeChanges(): { watch: string[]; unwatch: string[] } {
    const watch = [...this.#counts.keys()].filter((symbol) => !this.#sent.has(symbol));
    const unwatch = [...this.#sent].filter((symbol) => !this.#counts.has(symbol));
    for (const symbol of watch) {
      this.#sent.add(symbol);
    }
    for (const symbol of unwatch) {
      this.#sent.delete(symbol);
    }
    return { watch, unwatch };
  }

  /** The connection is new: nothing is watched at the silo. */
  forgetSent(): void {
    this.#sent.clear();
  }
}

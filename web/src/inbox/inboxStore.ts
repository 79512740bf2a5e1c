import { request } from '../api/client';
import { messageOf } from '../api/problem';
import type { InboxState, TriggerItem, TriggerPage } from '../api/types';
import { connection } from '../live/live';
import { countUnread, type ReadRanges, withRead } from './readRanges';
import { TriggerLog } from './triggerLog';

const pageSize = 200;

/** What the page knows of the inbox. */
export interface InboxView {
  items: readonly TriggerItem[];
  last: number;
  first: number;
  read: ReadRanges;
  unread: number;
  isLoaded: boolean;
  error: string | undefined;
  /** Triggers that came in by the last reconnection, beyond those seen before. */
  missed: number;
}

type ArrivalListener = (trigger: TriggerItem, isMissed: boolean) => void;
type StandListener = (lastNumber: number) => void;

/** The user's inbox: loaded once, then live over the page's one connection. */
class InboxStore {
  #log = new TriggerLog();
  #read: ReadRanges = [];
  #isLoaded = false;
  #error: string | undefined;
  #missed = 0;
  #expected = 0;
  #view: InboxView = this.#makeView();
  #pending: TriggerItem[] = [];
  #frame = 0;
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<ArrivalListener>();
  readonly #stands = new Set<StandListener>();
  readonly #channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('tripline.inbox') : undefined;

  constructor() {
    connection.onTrigger((trigger) => this.#take(trigger));
    connection.onResume(() => this.#resume());
    if (this.#channel) {
      this.#channel.onmessage = (message: MessageEvent<ReadRanges>) => {
        this.#read = message.data;
        this.#publish();
      };
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): InboxView => this.#view;

  /** Hears each new trigger once, in number order. */
  onArrival(listener: ArrivalListener): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  /** Hears on each connection how far the inbox has come. */
  onStand(listener: StandListener): () => void {
    this.#stands.add(listener);
    return () => this.#stands.delete(listener);
  }

  /** Loads so many triggers below those that are kept, at most 1,000. */
  async loadOlder(count = pageSize): Promise<void> {
    const before = this.#log.first;
    const after = Math.max(0, before - 1 - count);
    if (before > 1) {
      const page = await readPage(after, before - 1 - after);
      this.#log.prepend(page.items);
      this.#publish();
    }
  }

  /** Marks triggers read, here at once and in the silo; takes it back when that fails. */
  async markRead(numbers: readonly number[] | 'all'): Promise<void> {
    const before = this.#read;
    const last = this.#log.last;
    this.#read =
      numbers === 'all'
        ? withRead(before, 1, last)
        : numbers.reduce((ranges, number) => withRead(ranges, number, number), before);
    this.#publish();
    try {
      const body = numbers === 'all' ? { upTo: last } : { numbers };
      this.#takeState(await request<InboxState>('/inbox/read', { method: 'POST', body }));
      this.#channel?.postMessage(this.#read);
    } catch (error) {
      this.#read = before;
      throw error;
    } finally {
      this.#publish();
    }
  }

  /** Says that the user saw what came in by the last reconnection. */
  acknowledgeMissed(): void {
    this.#missed = 0;
    this.#publish();
  }

  /** On a new connection: loads the newest page on the first, then asks for all after the last one known. */
  async #resume(): Promise<void> {
    try {
      const state = await request<InboxState>('/inbox');
      this.#takeState(state);
      for (const listener of this.#stands) {
        listener(state.lastNumber);
      }
      // An inbox that is behind what was seen is another one: the silo began with other data.
      if (!this.#isLoaded || state.lastNumber < this.#log.last) {
        const after = Math.max(state.lastNumber - pageSize, 0);
        const page = await readPage(after, pageSize);
        this.#log = new TriggerLog(after);
        this.#log.append(page.items);
        this.#isLoaded = true;
      } else {
        this.#missed += Math.max(0, state.lastNumber - this.#log.last);
      }
      this.#expected = state.lastNumber;
      this.#error = undefined;
    } catch (error) {
      this.#error = messageOf(error);
      throw error;
    } finally {
      this.#publish();
    }
    await connection.watchTriggers(this.#log.last);
  }

  #take(trigger: TriggerItem): void {
    this.#pending.push(trigger);
    this.#frame ||= window.setTimeout(() => this.#drain(), document.hidden ? 100 : 16);
  }

  #drain(): void {
    this.#frame = 0;
    const { added, hasGap } = this.#log.append(this.#pending);
    this.#pending = [];
    if (hasGap) {
      void connection.watchTriggers(this.#log.last);
    }
    if (added.length > 0) {
      this.#publish();
      for (const trigger of added) {
        for (const listener of this.#arrivals) {
          listener(trigger, trigger.number <= this.#expected);
        }
      }
    }
  }

  #takeState(state: InboxState): void {
    this.#read = state.read.map((range) => [range.first, range.last] as const);
  }

  #publish(): void {
    this.#view = this.#makeView();
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #makeView(): InboxView {
    const { items, last, first } = this.#log;
    return {
      items,
      last,
      first,
      read: this.#read,
      unread: this.#isLoaded ? countUnread(this.#read, 1, last) : 0,
      isLoaded: this.#isLoaded,
      error: this.#error,
      missed: this.#missed,
    };
  }
}

function readPage(after: number, limit: number): Promise<TriggerPage> {
  return limit > 0
    ? request<TriggerPage>('/triggers', { query: { after, limit } })
    : Promise.resolve({ items: [], next: null });
}

/** The page's one inbox. */
export const inbox = new InboxStore();

import type { TriggerItem } from '../api/types';

/** What became of a trigger that came in. */
export type Arrival = 'new' | 'repeat' | 'gap';

/** The newest triggers in number order, without gap or repeat. */
export class TriggerLog {
  #items: TriggerItem[] = [];
  #last: number;

  #capacity: number;

  constructor(after = 0, capacity = 5_000) {
    this.#last = after;
    this.#capacity = capacity;
  }

  /** The highest number taken in. */
  get last(): number {
    return this.#last;
  }

  /** The triggers kept, oldest first; the array is a new one after each change. */
  get items(): readonly TriggerItem[] {
    return this.#items;
  }

  /** The lowest number kept; one above the last when none is. */
  get first(): number {
    return this.#items[0]?.number ?? this.#last + 1;
  }

  /** Takes in triggers that come live or were missed. Stops at a gap: ask again after the last one then. */
  append(arrived: readonly TriggerItem[]): { added: TriggerItem[]; hasGap: boolean } {
    const added: TriggerItem[] = [];
    let hasGap = false;
    for (const trigger of arrived) {
      const arrival = this.#judge(trigger.number);
      if (arrival === 'gap') {
        hasGap = true;
        break;
      }
      if (arrival === 'new') {
        this.#last = trigger.number;
        added.push(trigger);
      }
    }
    if (added.length > 0) {
      this.#items = [...this.#items, ...added].slice(-this.#capacity);
    }
    return { added, hasGap };
  }

  /** Takes in older triggers that end right below the lowest number kept. Who asks for them wants to keep them: the
   * capacity grows with them. */
  prepend(older: readonly TriggerItem[]): void {
    const below = older.filter((trigger) => trigger.number < this.first);
    this.#items = [...below, ...this.#items];
    this.#capacity = Math.max(this.#capacity, this.#items.length + below.length);
  }

  #judge(number: number): Arrival {
    return number <= this.#last ? 'repeat' : number === this.#last + 1 ? 'new' : 'gap';
  }
}

import { formatPrice } from '../format/price';

/** A level drawn across the chart. */
export interface ChartLine {
  /** Stable while the line is the same: alert and place of the level within its condition. */
  id: string;
  price: number;
  label: string;
  kind: 'armed' | 'quiet' | 'draft';
}

/** Where prices are on the screen. */
export interface PriceScale {
  toY(price: number): number | null;
  toPrice(y: number): number | null;
}

/** How many lines lie beyond the chart's upper and lower edge. */
export interface Beyond {
  above: number;
  below: number;
}

/** How a line's move ends. */
export interface LineEvents {
  onMove: (id: string, price: number) => void;
  onOpen: (id: string) => void;
}

interface Handle {
  line: ChartLine;
  element: HTMLDivElement;
  grip: HTMLButtonElement;
  /** The line itself, a little wider than it looks, to be taken anywhere. */
  stroke: HTMLDivElement;
  moved: number | null;
}

/** Lines over the chart that can be dragged, with the mouse, a finger or the arrow keys. They are elements, not
 * pixels, so that they have names, focus and keys. */
export class LineLayer {
  readonly #handles = new Map<string, Handle>();
  #decimals = 2;

  constructor(
    private readonly root: HTMLElement,
    private readonly scale: PriceScale,
    private readonly events: LineEvents,
  ) {}

  /** Shows these lines, and no others. A line that is being dragged stays where it is held. */
  show(lines: readonly ChartLine[], decimals: number): void {
    this.#decimals = decimals;
    const wanted = new Set(lines.map((line) => line.id));
    for (const [id, handle] of this.#handles) {
      if (!wanted.has(id)) {
        handle.element.remove();
        this.#handles.delete(id);
      }
    }
    for (const line of lines) {
      const handle = this.#handles.get(line.id) ?? this.#add(line);
      handle.line = line;
      this.#label(handle);
    }
    this.place();
  }

  /** Puts the lines where their prices are now; answers how many of them are out of sight. */
  place(): Beyond {
    const height = this.root.clientHeight;
    const beyond = { above: 0, below: 0 };
    for (const handle of this.#handles.values()) {
      const y = this.scale.toY(handle.moved ?? handle.line.price);
      handle.element.hidden = y === null;
      if (y !== null) {
        beyond.above += Number(y < 0);
        beyond.below += Number(y > height);
        handle.element.style.transform = `translateY(${Math.round(y)}px)`;
      }
    }
    return beyond;
  }

  /** Takes all lines away. */
  clear(): void {
    this.show([], this.#decimals);
  }

  #add(line: ChartLine): Handle {
    const element = document.createElement('div');
    const grip = document.createElement('button');
    grip.type = 'button';
    grip.setAttribute('role', 'slider');
    grip.setAttribute('aria-orientation', 'vertical');
    const stroke = document.createElement('div');
    stroke.className = 'chart-line-stroke';
    element.append(stroke, grip);
    this.root.append(element);
    const handle: Handle = { line, element, grip, stroke, moved: null };
    this.#handles.set(line.id, handle);
    this.#listen(handle);
    return handle;
  }

  #label(handle: Handle): void {
    const { line, element, grip } = handle;
    const price = handle.moved ?? line.price;
    const text = formatPrice(price, this.#decimals);
    element.className = `chart-line chart-line-${line.kind}${handle.moved === null ? '' : ' chart-line-moving'}`;
    grip.textContent = `${line.label}  ${text}`;
    grip.setAttribute('aria-label', `Level of ${line.label}`);
    grip.setAttribute('aria-valuenow', String(price));
    grip.setAttribute('aria-valuetext', text);
    grip.title = 'Drag, or use the arrow keys and Enter, to change the level';
  }

  #listen(handle: Handle): void {
    const { grip } = handle;
    for (const part of [grip, handle.stroke]) {
      this.#listenDrag(handle, part);
    }
    grip.addEventListener('blur', () => this.#cancel(handle));
    grip.addEventListener('keydown', (event) => this.#press(handle, event));
  }

  #listenDrag(handle: Handle, part: HTMLElement): void {
    let from = 0;
    part.addEventListener('pointerdown', (event) => {
      from = event.clientY;
      part.setPointerCapture(event.pointerId);
      event.stopPropagation();
    });
    part.addEventListener('pointermove', (event) => {
      const isHeld = part.hasPointerCapture(event.pointerId);
      if (isHeld && (handle.moved !== null || Math.abs(event.clientY - from) > 2)) {
        const price = this.scale.toPrice(event.clientY - this.root.getBoundingClientRect().top);
        if (price !== null && price > 0) {
          this.#move(handle, price);
        }
      }
    });
    part.addEventListener('pointerup', () => (handle.moved === null ? undefined : this.#drop(handle)));
    part.addEventListener('pointercancel', () => this.#cancel(handle));
    part.addEventListener('dblclick', () => this.events.onOpen(handle.line.id));
  }

  #press(handle: Handle, event: KeyboardEvent): void {
    const step = 10 ** -this.#decimals;
    const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    const count = steps[event.key];
    if (count !== undefined) {
      event.preventDefault();
      this.#move(handle, (handle.moved ?? handle.line.price) + count * step);
    } else if (event.key === 'Escape' && handle.moved !== null) {
      event.stopPropagation();
      this.#cancel(handle);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (handle.moved === null) {
        this.events.onOpen(handle.line.id);
      } else {
        this.#drop(handle);
      }
    }
  }

  #move(handle: Handle, price: number): void {
    handle.moved = Number(price.toFixed(this.#decimals));
    this.#label(handle);
    this.place();
  }

  #drop(handle: Handle): void {
    const price = handle.moved;
    handle.moved = null;
    if (price !== null && price !== handle.line.price) {
      handle.line = { ...handle.line, price };
      this.events.onMove(handle.line.id, price);
    }
    this.#label(handle);
    this.place();
  }

  #cancel(handle: Handle): void {
    if (handle.moved !== null) {
      handle.moved = null;
      this.#label(handle);
      this.place();
    }
  }
}

import { plural } from '../format/number';
import type { Beyond } from './lineLayer';

/** Signs at the chart's edges that say how many levels lie beyond them; a click brings them into sight. */
export class BeyondSigns {
  readonly #above: HTMLButtonElement;
  readonly #below: HTMLButtonElement;

  constructor(root: HTMLElement, onClick: () => void) {
    this.#above = makeSign(root, 'above', onClick);
    this.#below = makeSign(root, 'below', onClick);
  }

  /** Shows how many there are now. */
  show({ above, below }: Beyond): void {
    write(this.#above, above, above > 0 ? `↑ ${plural(above, 'level')} above` : '');
    write(this.#below, below, below > 0 ? `↓ ${plural(below, 'level')} below` : '');
  }

  /** Takes them away. */
  remove(): void {
    this.#above.remove();
    this.#below.remove();
  }
}

function makeSign(root: HTMLElement, place: string, onClick: () => void): HTMLButtonElement {
  const sign = document.createElement('button');
  sign.type = 'button';
  sign.className = `chart-beyond chart-beyond-${place}`;
  sign.title = 'Show all levels';
  sign.hidden = true;
  sign.addEventListener('click', onClick);
  root.append(sign);
  return sign;
}

function write(sign: HTMLButtonElement, count: number, text: string): void {
  if (sign.textContent !== text) {
    sign.textContent = text;
    sign.hidden = count === 0;
  }
}

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChartLine, LineLayer } from './lineLayer';

const line: ChartLine = { id: 'a:0', price: 100, label: 'breakout', kind: 'armed' };
let root: HTMLElement;
let onMove: ReturnType<typeof vi.fn<(id: string, price: number) => void>>;
let layer: LineLayer;

function grip(): HTMLButtonElement {
  const found = root.querySelector('button');
  if (!found) {
    throw new Error('There is no line.');
  }
  return found;
}

const press = (key: string) => grip().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

beforeEach(() => {
  root = document.createElement('div');
  onMove = vi.fn<(id: string, price: number) => void>();
  const scale = { toY: (price: number) => 200 - price, toPrice: (y: number) => 200 - y };
  layer = new LineLayer(root, scale, { onMove, onOpen: () => {} });
  layer.show([line], 2);
});

describe('a line on the chart', () => {
  it('stands at its price and says so', () => {
    expect(grip().parentElement?.style.transform).toBe('translateY(100px)');
    expect(grip().getAttribute('aria-valuetext')).toBe('100.00');
  });

  it('moves by a tick with an arrow key and is dropped with Enter', () => {
    press('ArrowUp');
    press('ArrowUp');
    expect(onMove).not.toHaveBeenCalled();
    press('Enter');
    expect(onMove).toHaveBeenCalledExactlyOnceWith('a:0', 100.02);
  });

  it('goes back on Escape', () => {
    press('PageDown');
    press('Escape');
    press('Enter');
    expect(onMove).not.toHaveBeenCalled();
    expect(grip().getAttribute('aria-valuetext')).toBe('100.00');
  });

  it('goes away with its alert', () => {
    layer.show([], 2);
    expect(root.children).toHaveLength(0);
  });
});

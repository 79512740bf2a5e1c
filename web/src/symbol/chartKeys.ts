import type { IChartApi, LogicalRange } from 'lightweight-charts';

const zoom = 0.8;

/** The range of bars after a key: arrows go back and forth, plus and minus zoom; undefined for other keys. */
export function rangeAfterKey(
  key: string,
  { from, to }: { from: number; to: number },
): { from: number; to: number } | undefined {
  const width = to - from;
  const step = Math.max(1, width / 10);
  switch (key) {
    case 'ArrowLeft':
      return { from: from - step, to: to - step };
    case 'ArrowRight':
      return { from: from + step, to: to + step };
    case '+':
    case '=':
      return { from: to - width * zoom, to };
    case '-':
      return { from: to - width / zoom, to };
    default:
      return undefined;
  }
}

/** Moves the chart with the keys while it has the focus; End goes to the newest bar. */
export function listenForKeys(host: HTMLElement, chart: IChartApi, signal: AbortSignal): void {
  host.addEventListener(
    'keydown',
    (event) => {
      if (event.target !== host || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const scale = chart.timeScale();
      const range: LogicalRange | null = scale.getVisibleLogicalRange();
      const next = range ? rangeAfterKey(event.key, range) : undefined;
      if (next) {
        event.preventDefault();
        scale.setVisibleLogicalRange(next);
      } else if (event.key === 'End') {
        event.preventDefault();
        scale.scrollToRealTime();
      }
    },
    { signal },
  );
}

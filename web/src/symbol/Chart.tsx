import { useEffect, useRef } from 'react';
import { useTheme } from '../shell/theme';
import type { Bar, Interval } from './candles';
import { type ChartEvents, ChartView } from './chartView';
import type { ChartLine } from './lineLayer';

const noTimes: readonly number[] = [];

/** A chart of one symbol at one interval. */
export function Chart({
  label,
  bars,
  decimals,
  interval,
  lines,
  fired,
  previewed = noTimes,
  ...events
}: {
  label: string;
  bars: readonly Bar[];
  decimals: number;
  interval: Interval;
  lines: readonly ChartLine[];
  fired: readonly number[];
  previewed?: readonly number[];
} & ChartEvents) {
  const host = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const view = useRef<ChartView>(null);
  const latest = useRef<ChartEvents>(events);
  const shown = useRef<readonly Bar[]>([]);
  const theme = useTheme();
  useEffect(() => {
    latest.current = events;
  });

  useEffect(() => {
    if (!host.current || !overlay.current) {
      return;
    }
    const made = new ChartView(host.current, overlay.current, {
      onPick: (price) => latest.current.onPick(price),
      onMoveLine: (id, price) => latest.current.onMoveLine(id, price),
      onOpenLine: (id) => latest.current.onOpenLine(id),
      onNeedOlder: () => latest.current.onNeedOlder(),
    });
    view.current = made;
    return () => {
      made.dispose();
      view.current = null;
      shown.current = [];
    };
  }, []);

  useEffect(() => view.current?.setPrecision(decimals), [decimals]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another interval's bars are other bars.
  useEffect(() => {
    view.current?.clearBars();
    shown.current = [];
  }, [interval]);
  useEffect(() => {
    if (view.current) {
      show(view.current, shown.current, bars);
      shown.current = bars;
    }
  }, [bars]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other decimals write the lines anew.
  useEffect(() => view.current?.setLines(lines), [lines, decimals]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: markers stand at bars, in the theme's colours.
  useEffect(
    () => view.current?.setMarkers(fired, previewed, interval),
    [fired, previewed, interval, bars.length, theme],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the document.
  useEffect(() => view.current?.retheme(), [theme]);

  return (
    <section className="chart" aria-label={label}>
      <div
        ref={host}
        className="chart-host"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys move the chart.
        tabIndex={0}
        aria-label="Chart: left and right arrow move it, plus and minus zoom, End shows the newest"
      />
      <div ref={overlay} className="chart-overlay" />
      <a className="chart-credit" href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
        Charts by TradingView
      </a>
    </section>
  );
}

/** A change of the newest bar only is an update; everything else is new data. */
function show(view: ChartView, before: readonly Bar[], bars: readonly Bar[]): void {
  const last = bars.at(-1);
  const isSameStart = before.length > 0 && before[0]?.time === bars[0]?.time;
  const grown = bars.length - before.length;
  const isSameBefore =
    before[before.length - 1 + Math.min(grown, 0)] !== undefined &&
    before.at(-2) === bars.at(before.length - 2);
  if (last && isSameStart && (grown === 0 || grown === 1) && isSameBefore) {
    if (grown === 1) {
      const closed = bars[before.length - 1];
      if (closed) {
        view.updateBar(closed);
      }
    }
    view.updateBar(last);
  } else {
    view.setBars(bars);
  }
}

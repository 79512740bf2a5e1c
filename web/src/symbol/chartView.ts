import {
  type AutoscaleInfo,
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type LogicalRange,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { formatDateTime } from '../format/time';
import { colour } from '../shell/theme';
import { tickLabel } from './axisTime';
import { BeyondSigns } from './beyondSigns';
import { type Bar, countByBar, type Interval } from './candles';
import { listenForKeys } from './chartKeys';
import { type ChartLine, LineLayer } from './lineLayer';
import { withLevels } from './priceRange';

/** What the chart tells its page. */
export interface ChartEvents {
  /** The user asks for an alert at a price. */
  onPick: (price: number) => void;
  onMoveLine: (id: string, price: number) => void;
  onOpenLine: (id: string) => void;
  /** The user scrolls towards the oldest bar. */
  onNeedOlder: () => void;
}

const barsLeftBeforeLoading = 40;

/** Candles, volume, alert lines and markers in one chart. */
export class ChartView {
  readonly #chart: IChartApi;
  readonly #candles: ISeriesApi<'Candlestick'>;
  readonly #volume: ISeriesApi<'Histogram'>;
  readonly #markers: ISeriesMarkersPluginApi<Time>;
  readonly #lines: LineLayer;
  readonly #picker: HTMLButtonElement;
  readonly #ended = new AbortController();
  readonly #beyond: BeyondSigns;
  #bars: readonly Bar[] = [];
  #levels: readonly ChartLine[] = [];
  #showsAllLevels = false;
  #decimals = 2;
  #pickPrice: number | null = null;
  #upVolume = '';
  #downVolume = '';

  constructor(
    private readonly host: HTMLElement,
    overlay: HTMLElement,
    private readonly events: ChartEvents,
  ) {
    this.#chart = createChart(host, {
      autoSize: true,
      crosshair: { mode: CrosshairMode.Normal },
      timeScale: {
        timeVisible: true,
        rightOffset: 6,
        tickMarkFormatter: (time: Time, kind: number) => tickLabel(Number(time) * 1_000, kind),
      },
      localization: { timeFormatter: (time: Time) => formatDateTime(Number(time) * 1_000) },
      // The credit that its licence asks for stands below the chart as a link.
      layout: { attributionLogo: false },
    });
    this.#candles = this.#chart.addSeries(CandlestickSeries, { borderVisible: false });
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.18 } });
    this.#markers = createSeriesMarkers(this.#candles, []);
    this.#lines = new LineLayer(
      overlay,
      {
        toY: (price) => this.#candles.priceToCoordinate(price),
        toPrice: (y) => this.#candles.coordinateToPrice(y),
      },
      { onMove: events.onMoveLine, onOpen: events.onOpenLine },
    );
    this.#beyond = new BeyondSigns(overlay, () => {
      this.#showsAllLevels = true;
      this.#rescale();
    });
    // Called whenever the chart is about to draw: the lines move with the scale, without polling.
    this.#candles.attachPrimitive({ updateAllViews: () => this.#place(overlay) });
    this.#picker = this.#makePicker(overlay);
    this.#listen();
    this.retheme();
  }

  /** Shows bars; the newest ones come into view when the symbol's first arrive. */
  setBars(bars: readonly Bar[]): void {
    const isFirst = this.#bars.length === 0;
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const added = isFirst ? 0 : bars.findIndex((bar) => bar.time === this.#bars[0]?.time);
    this.#bars = bars;
    this.#candles.setData(bars.map((bar) => ({ ...bar, time: bar.time as UTCTimestamp })));
    this.#volume.setData(bars.map((bar) => this.#volumeOf(bar)));
    if (isFirst) {
      this.#chart.timeScale().setVisibleLogicalRange({ from: bars.length - 100, to: bars.length + 6 });
    } else if (range && added > 0) {
      this.#chart.timeScale().setVisibleLogicalRange({ from: range.from + added, to: range.to + added });
    }
  }

  /** Shows the newest bar as it is now. */
  updateBar(bar: Bar): void {
    const last = this.#bars.at(-1);
    if (last && bar.time >= last.time) {
      this.#bars = bar.time === last.time ? [...this.#bars.slice(0, -1), bar] : [...this.#bars, bar];
      this.#candles.update({ ...bar, time: bar.time as UTCTimestamp });
      this.#volume.update(this.#volumeOf(bar));
    }
  }

  /** Shows alert levels. */
  setLines(lines: readonly ChartLine[]): void {
    this.#levels = lines;
    this.#lines.show(lines, this.#decimals);
    this.#rescale();
  }

  /** Marks when alerts fired, and when a dry run says that one would have. */
  setMarkers(fired: readonly number[], previewed: readonly number[], interval: Interval): void {
    const known = new Set(this.#bars.map((bar) => bar.time));
    const make = (times: readonly number[], isPreview: boolean): SeriesMarker<Time>[] =>
      [...countByBar(times, interval)]
        .filter(([time]) => known.has(time))
        .map(([time, count]) => ({
          time: time as UTCTimestamp,
          position: isPreview ? ('belowBar' as const) : ('aboveBar' as const),
          shape: isPreview ? ('arrowUp' as const) : ('circle' as const),
          color: colour(isPreview ? 'accent' : 'trip'),
          size: isPreview ? 1 : 0.7,
          ...(count > 1 ? { text: String(count) } : {}),
        }));
    const markers = [...make(fired, false), ...make(previewed, true)];
    this.#markers.setMarkers(markers.sort((a, b) => Number(a.time) - Number(b.time)));
  }

  /** Writes prices with so many decimals. */
  setPrecision(decimals: number): void {
    if (decimals !== this.#decimals || this.#bars.length === 0) {
      this.#decimals = decimals;
      const minMove = 10 ** -decimals;
      this.#candles.applyOptions({ priceFormat: { type: 'price', precision: decimals, minMove } });
    }
  }

  /** Shows another interval: the old bars go. */
  clearBars(): void {
    this.#bars = [];
    this.#showsAllLevels = false;
    this.#candles.setData([]);
    this.#volume.setData([]);
  }

  /** Takes the colours of the theme. */
  retheme(): void {
    const line = colour('line');
    this.#chart.applyOptions({
      layout: {
        background: { type: ColorType.Solid, color: colour('surface') },
        textColor: colour('text-2'),
        fontFamily: colour('font'),
        fontSize: 11,
      },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      rightPriceScale: { borderColor: line },
      timeScale: { borderColor: line },
    });
    const [up, down] = [colour('up'), colour('down')];
    this.#candles.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down });
    this.#upVolume = `${up}55`;
    this.#downVolume = `${down}55`;
    this.#volume.setData(this.#bars.map((bar) => this.#volumeOf(bar)));
  }

  /** Takes the chart away. */
  dispose(): void {
    this.#ended.abort();
    this.#lines.clear();
    this.#beyond.remove();
    this.#picker.remove();
    this.#chart.remove();
  }

  #volumeOf(bar: Bar) {
    const color = bar.close >= bar.open ? this.#upVolume : this.#downVolume;
    return { time: bar.time as UTCTimestamp, value: bar.volume, color };
  }

  #place(overlay: HTMLElement): void {
    const right = `${this.#chart.priceScale('right').width()}px`;
    const bottom = `${this.#chart.timeScale().height()}px`;
    if (overlay.style.right !== right || overlay.style.bottom !== bottom) {
      overlay.style.right = right;
      overlay.style.bottom = bottom;
    }
    this.#beyond.show(this.#lines.place());
  }

  /** Has the price scale take in the levels that are to be seen. */
  #rescale(): void {
    const levels = this.#levels.map(({ price, kind }) => ({
      price,
      isWanted: this.#showsAllLevels || kind === 'draft',
    }));
    this.#candles.applyOptions({
      autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
        const info = original();
        return info?.priceRange ? { ...info, priceRange: withLevels(info.priceRange, levels) } : info;
      },
    });
  }

  #makePicker(overlay: HTMLElement): HTMLButtonElement {
    const picker = document.createElement('button');
    picker.type = 'button';
    picker.className = 'chart-pick';
    picker.textContent = '+';
    picker.hidden = true;
    picker.tabIndex = -1;
    picker.setAttribute('aria-label', 'New alert at this price');
    picker.addEventListener('click', () => this.#pickPrice !== null && this.events.onPick(this.#pickPrice));
    overlay.append(picker);
    return picker;
  }

  #listen(): void {
    const { signal } = this.#ended;
    listenForKeys(this.host, this.#chart, signal);
    this.#chart.subscribeCrosshairMove(({ point }) => this.#showPicker(point?.y ?? null));
    let from: { x: number; y: number } | null = null;
    this.host.addEventListener(
      'pointerdown',
      (event) => {
        from = { x: event.clientX, y: event.clientY };
      },
      { signal, capture: true },
    );
    this.host.addEventListener(
      'pointerup',
      (event) => {
        const isClick = from !== null && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 4;
        const box = this.host.getBoundingClientRect();
        const price = this.#candles.coordinateToPrice(event.clientY - box.top);
        const isOnAxis = event.clientX > box.right - this.#chart.priceScale('right').width();
        if (isClick && isOnAxis && price !== null && price > 0) {
          this.events.onPick(Number(price.toFixed(this.#decimals)));
        }
      },
      { signal, capture: true },
    );
    this.host.addEventListener('pointerleave', () => this.#showPicker(null), { signal });
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange((range: LogicalRange | null) => {
      if (range && range.from < barsLeftBeforeLoading && this.#bars.length > 0) {
        this.events.onNeedOlder();
      }
    });
  }

  #showPicker(y: number | null): void {
    const price = y === null ? null : this.#candles.coordinateToPrice(y);
    if (price !== null && price > 0) {
      this.#pickPrice = Number(price.toFixed(this.#decimals));
      this.#picker.style.transform = `translateY(${y}px)`;
      this.#picker.hidden = false;
    } else if (!this.#picker.matches(':hover')) {
      this.#picker.hidden = true;
    }
  }
}

import { request } from '../api/client';
import type { CandleList, CandleUpdate } from '../api/types';
import { connection } from '../live/live';

/** How many of the newest minutes a sparkline shows. */
export const sparklineLength = 60;

interface Line {
  times: number[];
  closes: number[];
}

const lines = new Map<string, Line>();
const listeners = new Map<string, () => void>();
const waiting = new Set<string>();
const asked = new Set<string>();
const most = 3;
let running = 0;

/** The closes of a symbol's newest minutes; undefined until they are known. */
export function closesOf(symbol: string): readonly number[] | undefined {
  return lines.get(symbol)?.closes;
}

/** Hears when a symbol's line changes, and has it loaded; what is shown last is loaded first. */
export function showSparkline(symbol: string, listener: () => void): () => void {
  listeners.set(symbol, listener);
  if (!asked.has(symbol)) {
    waiting.add(symbol);
    void pump();
  }
  return () => {
    if (listeners.get(symbol) === listener) {
      listeners.delete(symbol);
      waiting.delete(symbol);
    }
  };
}

/** The line after a candle: the running minute changes, a new one pushes the oldest out. */
export function withCandle(line: Line, time: number, close: number): Line {
  const last = line.times.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (time < last) {
    return line;
  }
  const keep = time === last ? line.times.length - 1 : line.times.length;
  return {
    times: [...line.times.slice(0, keep), time].slice(-sparklineLength),
    closes: [...line.closes.slice(0, keep), close].slice(-sparklineLength),
  };
}

connection.onCandle((update: CandleUpdate) => {
  const line = lines.get(update.symbol);
  if (update.interval === '1m' && line) {
    lines.set(update.symbol, withCandle(line, Date.parse(update.candle.time), update.candle.close));
    listeners.get(update.symbol)?.();
  }
});

async function pump(): Promise<void> {
  if (running >= most) {
    return;
  }
  running++;
  try {
    for (let symbol = takeNewest(); symbol !== undefined; symbol = takeNewest()) {
      await load(symbol);
    }
  } finally {
    running--;
  }
}

function takeNewest(): string | undefined {
  const symbol = [...waiting].at(-1);
  if (symbol !== undefined) {
    waiting.delete(symbol);
    asked.add(symbol);
  }
  return symbol;
}

async function load(symbol: string): Promise<void> {
  try {
    const path = `/candles/${encodeURIComponent(symbol)}`;
    const { items } = await request<CandleList>(path, { query: { interval: '1m', limit: sparklineLength } });
    lines.set(symbol, {
      times: items.map((candle) => Date.parse(candle.time)),
      closes: items.map((candle) => candle.close),
    });
    listeners.get(symbol)?.();
  } catch {
    asked.delete(symbol);
  }
}

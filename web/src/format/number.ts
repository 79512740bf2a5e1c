const compactFormat = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 });
const wholeFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A large number in three or four digits: 12.3K, 4.56M. */
export function formatCompact(value: number): string {
  return Math.abs(value) < 10_000 ? wholeFormat.format(value) : compactFormat.format(value);
}

/** A whole number with thousands set apart. */
export function formatWhole(value: number): string {
  return wholeFormat.format(value);
}

/** A rate a second: one decimal below ten. */
export function formatRate(perSecond: number): string {
  return perSecond >= 10 || perSecond === 0 ? formatCompact(Math.round(perSecond)) : perSecond.toFixed(1);
}

/** Microseconds in the unit that reads best. */
export function formatMicroseconds(microseconds: number | null | undefined): string {
  if (!microseconds) {
    return '–';
  }
  if (microseconds < 1_000) {
    return `${microseconds < 10 ? microseconds.toFixed(1) : Math.round(microseconds)} µs`;
  }
  const milliseconds = microseconds / 1_000;
  return milliseconds < 1_000
    ? `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** One thing, two things. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatWhole(count)} ${count === 1 ? one : many}`;
}

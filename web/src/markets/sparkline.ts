/** The points of a line through the closes, in a box of that size. */
export function sparklinePoints(closes: readonly number[], width: number, height: number): string {
  if (closes.length < 2) {
    return '';
  }
  const low = Math.min(...closes);
  const span = Math.max(...closes) - low;
  const step = width / (closes.length - 1);
  return closes
    .map((close, at) => {
      const y = span === 0 ? height / 2 : height - 1 - ((close - low) / span) * (height - 2);
      return `${(at * step).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

/** How far beyond the bars a level may lie and still widen the scale, as a part of the bars' own span. */
const nearby = 0.4;

/** The span of prices to show: the bars', widened to those levels that must be seen and to those that are near. */
export function withLevels(
  bars: { minValue: number; maxValue: number },
  levels: readonly { price: number; isWanted: boolean }[],
): { minValue: number; maxValue: number } {
  const span = Math.max(bars.maxValue - bars.minValue, bars.maxValue * 0.0005);
  let { minValue, maxValue } = bars;
  for (const { price, isWanted } of levels) {
    if (isWanted || (price >= bars.minValue - span * nearby && price <= bars.maxValue + span * nearby)) {
      minValue = Math.min(minValue, price);
      maxValue = Math.max(maxValue, price);
    }
  }
  return { minValue, maxValue };
}

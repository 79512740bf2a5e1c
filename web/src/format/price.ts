/** Decimals that a price is written with: those of its shortest exact text, at most 8. */
export function decimalsOf(price: number): number {
  const text = String(price);
  const exponent = text.indexOf('e-');
  if (exponent >= 0) {
    return Math.min(8, Number(text.slice(exponent + 2)) + Math.max(0, text.indexOf('e') - 2));
  }
  const point = text.indexOf('.');
  return point < 0 ? 0 : Math.min(8, text.length - point - 1);
}

const seen = new Map<string, number>();

/** Learns a symbol's precision from its prices; it only ever grows, so that columns stay still. */
export function learnPrecision(symbol: string, ...prices: (number | null | undefined)[]): number {
  let decimals = seen.get(symbol) ?? 2;
  for (const price of prices) {
    if (price !== null && price !== undefined && Number.isFinite(price)) {
      decimals = Math.max(decimals, decimalsOf(price));
    }
  }
  seen.set(symbol, decimals);
  return decimals;
}

/** Decimals that a symbol's prices are shown with. */
export function precisionOf(symbol: string): number {
  return seen.get(symbol) ?? 2;
}

const formats = new Map<number, Intl.NumberFormat>();

function formatWith(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(decimals, format);
  }
  return format;
}

/** A price with so many decimals and thousands set apart; a dash for none. */
export function formatPrice(price: number | null | undefined, decimals: number): string {
  return price === null || price === undefined ? '–' : formatWith(decimals).format(price);
}

/** A price as it is typed into a condition: plain digits, no separators. */
export function priceText(price: number, decimals: number): string {
  return price.toFixed(decimals);
}

/** A change with its sign; a real minus sign, so that columns align. */
export function formatSigned(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  const text = formatWith(decimals).format(Math.abs(value));
  const isZero = Number(value.toFixed(decimals)) === 0;
  return isZero ? text : value > 0 ? `+${text}` : `−${text}`;
}

/** A change in percent with its sign. */
export function formatPercent(ratio: number | null | undefined): string {
  const text = formatSigned(ratio === null || ratio === undefined ? ratio : ratio * 100, 2);
  return text === '–' ? text : `${text}%`;
}

/** The pages. */
export type Route =
  | { page: 'markets' }
  | { page: 'symbol'; symbol: string }
  | { page: 'alerts' }
  | { page: 'inbox' }
  | { page: 'grains' }
  | { page: 'unknown' };

/** The page of a path. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
  const [first, second] = parts;
  if (first === undefined) {
    return { page: 'markets' };
  }
  if (first === 'symbols' && second !== undefined && parts.length === 2) {
    return { page: 'symbol', symbol: decode(second).toUpperCase() };
  }
  if (parts.length === 1 && (first === 'alerts' || first === 'inbox' || first === 'grains')) {
    return { page: first };
  }
  return { page: 'unknown' };
}

/** The path of a symbol's page. */
export function symbolPath(symbol: string): string {
  return `/symbols/${encodeURIComponent(symbol)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

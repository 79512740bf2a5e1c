import { type RefObject, useCallback, useEffect, useState } from 'react';

/** The rows to show: from start, before end. */
export interface RowWindow {
  start: number;
  end: number;
}

/** Which rows of equal height a viewport shows, with some more on either side. */
export function rowWindow(
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
  count: number,
  overscan = 8,
): RowWindow {
  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((scrollTop + viewportHeight) / rowHeight) + overscan);
  return { start: Math.min(start, Math.max(0, count - 1)), end: Math.max(end, 0) };
}

/** The scroll position at which a row is wholly shown, nearest to where the viewport is. */
export function scrollToShow(
  row: number,
  scrollTop: number,
  viewportHeight: number,
  rowHeight: number,
): number {
  const top = row * rowHeight;
  if (top < scrollTop) {
    return top;
  }
  const bottom = top + rowHeight;
  return bottom > scrollTop + viewportHeight ? bottom - viewportHeight : scrollTop;
}

/** Follows a scrolling element and says which rows of equal height it shows. */
export function useRowWindow(
  viewport: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow & { reveal: (row: number) => void } {
  const [shown, setShown] = useState<RowWindow>({ start: 0, end: Math.min(count, 40) });
  useEffect(() => {
    const element = viewport.current;
    if (!element) {
      return;
    }
    let frame = 0;
    const measure = () => {
      frame = 0;
      const next = rowWindow(element.scrollTop, element.clientHeight, rowHeight, count);
      setShown((before) => (before.start === next.start && before.end === next.end ? before : next));
    };
    const measureSoon = () => {
      frame ||= requestAnimationFrame(measure);
    };
    measure();
    const resized = new ResizeObserver(measureSoon);
    resized.observe(element);
    element.addEventListener('scroll', measureSoon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      element.removeEventListener('scroll', measureSoon);
    };
  }, [viewport, count, rowHeight]);
  const reveal = useCallback(
    (row: number) => {
      const element = viewport.current;
      if (element) {
        element.scrollTop = scrollToShow(row, element.scrollTop, element.clientHeight, rowHeight);
      }
    },
    [viewport, rowHeight],
  );
  return { start: Math.min(shown.start, count), end: Math.min(shown.end, count), reveal };
}

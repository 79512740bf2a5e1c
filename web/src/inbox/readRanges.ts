/** Trigger numbers that were read, as rising ranges that do not touch; both ends belong to a range. */
export type ReadRanges = readonly (readonly [first: number, last: number])[];

/** Whether a number was read. */
export function isRead(ranges: ReadRanges, number: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (!range) {
      return false;
    }
    if (number < range[0]) {
      high = middle - 1;
    } else if (number > range[1]) {
      low = middle + 1;
    } else {
      return true;
    }
  }
  return false;
}

/** The ranges with one more. */
export function withRead(ranges: ReadRanges, first: number, last: number): ReadRanges {
  const merged: [number, number][] = [];
  let from = first;
  let to = last;
  for (const [start, end] of ranges) {
    if (end + 1 < from || start > to + 1) {
      merged.push([start, end]);
    } else {
      from = Math.min(from, start);
      to = Math.max(to, end);
    }
  }
  merged.push([from, to]);
  return merged.sort((a, b) => a[0] - b[0]);
}

/** How many of the numbers from first to last were not read. */
export function countUnread(ranges: ReadRanges, first: number, last: number): number {
  let unread = Math.max(0, last - first + 1);
  for (const [start, end] of ranges) {
    unread -= Math.max(0, Math.min(end, last) - Math.max(start, first) + 1);
  }
  return unread;
}

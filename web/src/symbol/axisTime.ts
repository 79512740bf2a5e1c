const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const year = new Intl.DateTimeFormat('en-GB', { year: 'numeric' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short' });

/** A label of the time axis in the user's zone: a year, a month, a day or a time, as the chart asks (0 to 4). */
export function tickLabel(epochMilliseconds: number, kind: number): string {
  const format = [year, month, day][kind] ?? clock;
  return format.format(epochMilliseconds);
}

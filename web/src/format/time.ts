const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric' });
const zoneName = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/** The user's time zone: its name in the tz database. */
export const timeZone = zone;

/** The short name of the user's zone at a time: CET, GMT+2, UTC. */
export function zoneAt(time: number | Date): string {
  return zoneName.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** Hours, minutes and seconds in the user's zone. */
export function formatClock(time: number | string): string {
  return clock.format(typeof time === 'string' ? Date.parse(time) : time);
}

/** The day in the user's zone. */
export function formatDay(time: number | string): string {
  return day.format(typeof time === 'string' ? Date.parse(time) : time);
}

/** Day and time in the user's zone, with the zone's name. */
export function formatDateTime(time: number | string): string {
  const epoch = typeof time === 'string' ? Date.parse(time) : time;
  return `${day.format(epoch)}, ${clock.format(epoch)} ${zoneAt(epoch)}`;
}

/** A length of time in its two largest units: 3 d 4 h, 12 min 5 s. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) {
    return '0 s';
  }
  return parts
    .slice(first, first + 2)
    .filter(([count], at) => at === 0 || count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** The text of an `<input type="datetime-local">` for a time, in the user's zone. */
export function toLocalInput(iso: string | null): string {
  if (!iso) {
    return '';
  }
  const at = new Date(iso);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** The RFC 3339 time of an `<input type="datetime-local">`'s text; null when it is empty. */
export function fromLocalInput(text: string): string | null {
  return text === '' ? null : new Date(text).toISOString();
}

import { describe, expect, it } from 'vitest';
import { formatDateTime, formatDuration, fromLocalInput, toLocalInput, zoneAt } from './time';

describe('times', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [65_000, '1 min 5 s'],
    [3_600_000, '1 h'],
    [90_061_000, '1 d 1 h'],
  ])('writes %s ms', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it('names the zone with every date', () => {
    const at = Date.UTC(2013, 9, 7, 13, 30);
    expect(formatDateTime(at)).toContain(zoneAt(at));
  });

  it('keeps a time through a date field', () => {
    const text = toLocalInput('2026-03-01T12:34:00.000Z');
    expect(fromLocalInput(text)).toBe('2026-03-01T12:34:00.000Z');
    expect(fromLocalInput('')).toBeNull();
    expect(toLocalInput(null)).toBe('');
  });
});

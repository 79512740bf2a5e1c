import { describe, expect, it } from 'vitest';
import { rowWindow, scrollToShow } from './virtual';

describe('the row window', () => {
  it('holds what is seen and some more', () => {
    expect(rowWindow(0, 320, 32, 10_000, 4)).toEqual({ start: 0, end: 14 });
    expect(rowWindow(3_200, 320, 32, 10_000, 4)).toEqual({ start: 96, end: 114 });
  });

  it('ends with the rows', () => {
    expect(rowWindow(319_680, 320, 32, 10_000, 4)).toEqual({ start: 9_986, end: 10_000 });
    expect(rowWindow(500, 320, 32, 0)).toEqual({ start: 0, end: 0 });
  });

  it('scrolls no further than it must', () => {
    expect(scrollToShow(5, 0, 320, 32)).toBe(0);
    expect(scrollToShow(10, 0, 320, 32)).toBe(32);
    expect(scrollToShow(2, 100, 320, 32)).toBe(64);
  });
});

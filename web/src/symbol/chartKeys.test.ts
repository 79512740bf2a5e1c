import { expect, it } from 'vitest';
import { rangeAfterKey } from './chartKeys';

it.each([
  ['ArrowLeft', { from: -10, to: 90 }],
  ['ArrowRight', { from: 10, to: 110 }],
  ['+', { from: 20, to: 100 }],
  ['-', { from: -25, to: 100 }],
  ['a', undefined],
])('moves the chart by %s', (key, range) => {
  expect(rangeAfterKey(key, { from: 0, to: 100 })).toEqual(range);
});

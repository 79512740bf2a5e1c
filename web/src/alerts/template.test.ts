import { expect, it } from 'vitest';
import { fillTemplate } from './template';

const values = { symbol: 'SPY', price: '168.25', time: 'now', name: 'breakout', when: 'price > 168' };

it.each([
  ['{symbol} at {price}', 'SPY at 168.25'],
  ['{{{symbol}}}', '{SPY}'],
  ['{unknown} {name}', '{unknown} breakout'],
  ['plain', 'plain'],
])('fills %s', (template, text) => {
  expect(fillTemplate(template, values)).toBe(text);
});

import { describe, expect, it } from 'vitest';
import type { Alert, ConditionParse } from '../api/types';
import { draftId, linesOf, nearestAlerts, parseLineId } from './lines';

const alert = (id: string, when: string, status: Alert['status'] = 'armed') =>
  ({ id, when, status, name: null, symbol: 'SPY' }) as Alert;

const parse = (when: string, ...values: number[]): [string, ConditionParse] => [
  when,
  { when, error: null, completions: [], levels: values.map((value) => ({ value, column: 1, length: 1 })) },
];

const parses = new Map([parse('price > 1', 1), parse('price enters 2..3', 2, 3)]);

describe('the lines of a chart', () => {
  it('are the levels of the alerts', () => {
    const lines = linesOf(
      [alert('a', 'price > 1'), alert('b', 'price enters 2..3', 'paused')],
      parses,
      undefined,
    );
    expect(lines.map(({ id, price, kind }) => [id, price, kind])).toEqual([
      ['a:0', 1, 'armed'],
      ['b:0', 2, 'quiet'],
      ['b:1', 3, 'quiet'],
    ]);
  });

  it('show the edited alert as it is being changed, and no other time', () => {
    const edited = { id: 'a', rule: { symbol: 'SPY', when: 'price enters 2..3' } };
    const lines = linesOf([alert('a', 'price > 1')], parses, edited);
    expect(lines.map(({ id, kind }) => [id, kind])).toEqual([
      ['a:0', 'draft'],
      ['a:1', 'draft'],
    ]);
    expect(linesOf([], parses, { ...edited, id: draftId })[0]?.id).toBe('draft:0');
  });

  it('are those of the alerts nearest to the price when there are very many', () => {
    const many = Array.from({ length: 300 }, (_, at) => alert(`x${at}`, `price > ${at}`));
    const near = nearestAlerts(many, 150);
    expect(near).toHaveLength(200);
    const levels = near.map((each) => Number(each.when.slice('price > '.length)));
    expect(Math.max(...levels.map((level) => Math.abs(level - 150)))).toBeLessThanOrEqual(100);
    expect(nearestAlerts(many.slice(0, 2), null)).toHaveLength(2);
  });

  it('lead back to the alert', () => {
    expect(parseLineId('0191-ab:1')).toEqual({ alertId: '0191-ab', level: 1 });
  });
});

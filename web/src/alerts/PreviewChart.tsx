import { lazy, Suspense, useMemo } from 'react';
import type { AlertRequest, ConditionParse, PreviewAnswer } from '../api/types';
import { precisionOf } from '../format/price';
import { intervalFor } from '../symbol/candles';
import { draftId, linesOf } from '../symbol/lines';
import { useBars } from '../symbol/useBars';

const Chart = lazy(() => import('../symbol/Chart').then((module) => ({ default: module.Chart })));
const none: readonly number[] = [];
const mostBars = 450;

/** The symbol's candles with the rule's levels and the times at which it would have fired. */
export function PreviewChart({
  rule,
  parse,
  answer,
  onMove,
}: {
  rule: AlertRequest;
  parse: ConditionParse | undefined;
  answer: PreviewAnswer | undefined;
  onMove: (level: number, price: number) => void;
}) {
  // As much of the tried past as one page of candles holds, so that the first firing shows as well as the last.
  const interval =
    answer?.from && answer.to ? intervalFor(Date.parse(answer.to) - Date.parse(answer.from), mostBars) : '1m';
  const { bars, loadOlder } = useBars(rule.symbol, interval);
  const previewed = useMemo(
    () => answer?.triggers.map((trigger) => Date.parse(trigger.time)) ?? none,
    [answer],
  );
  const lines = useMemo(() => {
    const parses = new Map(parse ? [[parse.when, parse] as const] : []);
    return linesOf([], parses, { id: draftId, rule });
  }, [parse, rule]);
  return (
    <div className="preview-chart">
      <Suspense fallback={null}>
        <Chart
          label={`Candles of ${rule.symbol}, ${interval}, with the dry run`}
          bars={bars}
          decimals={precisionOf(rule.symbol)}
          interval={interval}
          lines={lines}
          fired={none}
          previewed={previewed}
          onPick={(price) => onMove(0, price)}
          onMoveLine={(id, price) => onMove(Number(id.split(':')[1]), price)}
          onOpenLine={() => {}}
          onNeedOlder={loadOlder}
        />
      </Suspense>
    </div>
  );
}

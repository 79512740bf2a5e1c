import { useEffect, useRef } from 'react';
import type { PreviewAnswer } from '../api/types';
import { formatCompact, plural } from '../format/number';
import { formatPrice, precisionOf } from '../format/price';
import { formatDateTime } from '../format/time';
import type { Preview } from './preview';

const shown = 5;

/** What a dry run found. */
export function PreviewSummary({
  preview,
  isValid,
  onAnswer,
}: {
  preview: Preview;
  isValid: boolean;
  onAnswer?: ((answer: PreviewAnswer | undefined) => void) | undefined;
}) {
  const { answer, error, isRunning, cancel, retry } = preview;
  const report = useRef(onAnswer);
  useEffect(() => {
    report.current = onAnswer;
  });
  useEffect(() => report.current?.(answer), [answer]);
  return (
    <section className="preview" aria-label="Dry run">
      <h3>Dry run</h3>
      <div role="status">
        {isRunning ? (
          <p className="preview-running">
            Folding the rule over the tick log…
            <button type="button" className="button button-quiet" onClick={cancel}>
              Cancel
            </button>
          </p>
        ) : error ? (
          <p className="preview-running">
            {error}
            <button type="button" className="button button-quiet" onClick={retry}>
              Run it again
            </button>
          </p>
        ) : answer ? (
          <PreviewText answer={answer} />
        ) : (
          <p className="quiet">
            {isValid ? '' : 'Shows when the rule would have fired, once it is complete.'}
          </p>
        )}
      </div>
    </section>
  );
}

function PreviewText({ answer }: { answer: PreviewAnswer }) {
  const decimals = precisionOf(answer.symbol);
  if (answer.tickCount === 0) {
    return <p>The log holds no tick of {answer.symbol}, so there is nothing to try the rule on.</p>;
  }
  return (
    <>
      <p>
        <strong>
          {answer.triggerCount === 0
            ? 'Would not have fired'
            : `Would have fired ${plural(answer.triggerCount, 'time')}`}
        </strong>{' '}
        in {plural(answer.tickCount, 'tick')}
        {answer.from ? ` since ${formatDateTime(answer.from)}` : ''}
        {answer.suppressedCount > 0
          ? `; ${formatCompact(answer.suppressedCount)} more fell into the cooldown`
          : ''}
        .{answer.isComplete ? '' : ` ${answer.reason ?? 'The run stopped early.'}`}
      </p>
      {answer.triggers.length > 0 ? (
        <ul className="preview-list">
          {answer.triggers
            .slice(-shown)
            .reverse()
            .map((trigger) => (
              <li key={`${trigger.time}-${trigger.price}`}>
                <span>{formatPrice(trigger.price, decimals)}</span>
                <span className="quiet">{formatDateTime(trigger.time)}</span>
              </li>
            ))}
        </ul>
      ) : null}
    </>
  );
}

import { useRef, useState } from 'react';
import type { Alert } from '../api/types';
import { formatWhole, plural } from '../format/number';
import { showToast } from '../ui/toasts';
import { type AlertAction, alertStore } from './alertStore';

const done = { pause: 'Paused', resume: 'Resumed', delete: 'Deleted' } as const;
const doing = { pause: 'Pausing', resume: 'Resuming', delete: 'Deleting' } as const;

/** What can be done to the alerts that were chosen; deleting asks once more, and a long run can be stopped. */
export function BulkBar({
  chosen,
  shownCount,
  onDone,
}: {
  chosen: readonly Alert[];
  shownCount: number;
  onDone: () => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const [run, setRun] = useState<{ action: AlertAction; count: number; of: number }>();
  const abort = useRef<AbortController>(undefined);

  const change = async (action: AlertAction) => {
    setIsAsking(false);
    abort.current = new AbortController();
    const of = chosen.length;
    setRun({ action, count: 0, of });
    let shownAt = 0;
    const answer = await alertStore.changeAll(
      chosen,
      action,
      (count) => {
        if (performance.now() - shownAt > 200) {
          shownAt = performance.now();
          setRun({ action, count, of });
        }
      },
      abort.current.signal,
    );
    setRun(undefined);
    onDone();
    showToast(
      answer.failed === 0
        ? { kind: 'info', text: `${done[action]} ${plural(answer.done, 'alert')}` }
        : {
            kind: 'error',
            text: `${answer.failed} of ${plural(of, 'alert')} failed`,
            detail: answer.reason ?? '',
          },
    );
  };

  return (
    <div className="panel-head bulk">
      <span role="status">
        {run
          ? `${doing[run.action]} ${formatWhole(run.count)} of ${plural(run.of, 'alert')}…`
          : isAsking
            ? `Delete ${plural(chosen.length, 'alert')}? What fired stays in the inbox.`
            : chosen.length > 0
              ? `${plural(chosen.length, 'alert')} selected`
              : `${formatWhole(shownCount)} shown`}
      </span>
      <span className="spring" />
      {run ? (
        <button type="button" className="button" onClick={() => abort.current?.abort()}>
          Stop
        </button>
      ) : isAsking ? (
        <>
          <button type="button" className="button button-danger" onClick={() => void change('delete')}>
            Delete for good
          </button>
          <button type="button" className="button" onClick={() => setIsAsking(false)}>
            Keep
          </button>
        </>
      ) : (
        <>
          {(['pause', 'resume'] as const).map((action) => (
            <button
              key={action}
              type="button"
              className="button"
              disabled={chosen.length === 0}
              onClick={() => void change(action)}
            >
              {action === 'pause' ? 'Pause' : 'Resume'}
            </button>
          ))}
          <button
            type="button"
            className="button button-danger"
            disabled={chosen.length === 0}
            onClick={() => setIsAsking(true)}
          >
            Delete
          </button>
        </>
      )}
    </div>
  );
}

import { alertStore } from '../alerts/alertStore';
import { ruleOf } from '../alerts/readAlerts';
import { messageOf } from '../api/problem';
import type { Alert } from '../api/types';
import { formatWhole } from '../format/number';
import { Icon } from '../ui/Icon';
import { State } from '../ui/State';
import { showToast } from '../ui/toasts';

/** The symbol's alerts beside its chart. */
export function SymbolAlerts({
  alerts,
  count,
  onEdit,
  onNew,
}: {
  alerts: readonly Alert[];
  /** How many the symbol has in all. */
  count: number;
  onEdit: (alert: Alert) => void;
  onNew: () => void;
}) {
  const change = async (alert: Alert, what: 'pause' | 'resume' | 'delete') => {
    const { failed, reason } = await alertStore.changeAll([alert], what);
    if (failed > 0) {
      showToast({
        kind: 'error',
        text: `The alert could not be changed`,
        ...(reason ? { detail: reason } : {}),
      });
    } else if (what === 'delete') {
      showToast({
        kind: 'info',
        text: `Deleted ${alert.name ?? alert.when}`,
        action: { text: 'Undo', run: () => void bringBack(alert) },
      });
    }
  };
  return (
    <section className="panel symbol-alerts" aria-label="Alerts">
      <div className="panel-head">
        <h2>Alerts</h2>
        <span className="quiet">
          {count > alerts.length
            ? `the nearest ${alerts.length} of ${formatWhole(count)}`
            : count > 0
              ? formatWhole(count)
              : ''}
        </span>
        <span className="spring" />
        <button type="button" className="button" onClick={onNew}>
          <Icon name="plus" /> New
        </button>
      </div>
      {alerts.length === 0 ? (
        <State title="No alerts yet">
          Click the price axis, or the + beside it, to start one at that price.
        </State>
      ) : (
        <ul>
          {alerts.map((alert) => (
            <li key={alert.id}>
              <button type="button" className="alert-open" onClick={() => onEdit(alert)}>
                <span>{alert.name ?? alert.when}</span>
                <span className={`badge badge-${alert.status}`}>
                  {alert.status}
                  {alert.triggerCount > 0 ? `, fired ${formatWhole(alert.triggerCount)}×` : ''}
                </span>
              </button>
              {alert.status === 'paused' ? (
                <IconButton
                  name="play"
                  label={`Resume ${alert.when}`}
                  onClick={() => void change(alert, 'resume')}
                />
              ) : (
                <IconButton
                  name="pause"
                  label={`Pause ${alert.when}`}
                  onClick={() => void change(alert, 'pause')}
                />
              )}
              <IconButton
                name="trash"
                label={`Delete ${alert.when}`}
                onClick={() => void change(alert, 'delete')}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function IconButton({
  name,
  label,
  onClick,
}: {
  name: 'play' | 'pause' | 'trash';
  label: string;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={name} />
    </button>
  );
}

/** Creates the alert that was deleted anew, paused where it was. */
async function bringBack(alert: Alert): Promise<void> {
  try {
    const made = await alertStore.create(ruleOf(alert));
    if (alert.status === 'paused') {
      await alertStore.changeAll([made], 'pause');
    }
  } catch (failure) {
    showToast({ kind: 'error', text: 'The alert could not be created anew', detail: messageOf(failure) });
  }
}

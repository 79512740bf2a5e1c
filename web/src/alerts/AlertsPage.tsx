import { useEffect, useMemo, useRef, useState } from 'react';
import type { Alert, AlertRequest, AlertStatus, ConditionParse, PreviewAnswer } from '../api/types';
import { plural } from '../format/number';
import { precisionOf, priceText } from '../format/price';
import { quotes, useWatch } from '../live/live';
import { Icon } from '../ui/Icon';
import { ErrorState, LoadingState, State } from '../ui/State';
import { AlertForm } from './AlertForm';
import { AlertTable } from './AlertTable';
import { alertStore } from './alertStore';
import { BulkBar } from './BulkBar';
import { replaceLevel } from './conditions';
import { filterAlerts } from './filter';
import { PreviewChart } from './PreviewChart';
import { ruleOf } from './readAlerts';
import { useAlerts } from './useAlerts';
import '../symbol/symbol.css';
import './alerts.css';

const states: readonly (AlertStatus | 'all')[] = [
  'all',
  'armed',
  'cooling',
  'triggered',
  'paused',
  'expired',
];

interface Edited {
  alert?: Alert;
  rule: AlertRequest;
}

/** The page of all alerts. */
export default function AlertsPage() {
  const { alerts, isLoaded, loading, error } = useAlerts();
  const [text, setText] = useState('');
  const [status, setStatus] = useState<AlertStatus | 'all'>('all');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<Edited>();
  const shown = useMemo(() => filterAlerts(alerts, { text, status }), [alerts, text, status]);
  const chosen = useMemo(
    () => (selected.size === 0 ? [] : alerts.filter((alert) => selected.has(alert.id))),
    [alerts, selected],
  );

  const startNew = () => {
    const symbol = quotes.all()[0]?.symbol ?? '';
    setEdited({ rule: { symbol, when: '', frequency: 'everyTime', severity: 'info' } });
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>Alerts</h1>
        <span className="quiet" role="status">
          {isLoaded
            ? plural(alerts.length, 'alert')
            : loading
              ? `${plural(loading, 'alert')} so far, loading more…`
              : ''}
        </span>
        <div className="spring" />
        <input
          className="input"
          type="search"
          aria-label="Search alerts"
          placeholder="Search alerts"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select
          className="select"
          aria-label="State"
          value={status}
          onChange={(event) => setStatus(event.target.value as AlertStatus | 'all')}
        >
          {states.map((each) => (
            <option key={each} value={each}>
              {each === 'all' ? 'All states' : each}
            </option>
          ))}
        </select>
        <button type="button" className="button button-primary" onClick={startNew}>
          <Icon name="plus" /> New alert
        </button>
      </div>
      <div className={edited ? 'alerts-layout alerts-layout-open' : 'alerts-layout'}>
        <div className="panel alerts-panel">
          <BulkBar chosen={chosen} shownCount={shown.length} onDone={() => setSelected(new Set())} />
          {shown.length > 0 ? (
            <AlertTable
              alerts={shown}
              selected={selected}
              onSelect={setSelected}
              onEdit={(alert) => setEdited({ alert, rule: ruleOf(alert) })}
              openId={edited?.alert?.id}
            />
          ) : error ? (
            <ErrorState what="The alerts" error={error} onRetry={() => void alertStore.load()} />
          ) : !isLoaded ? (
            <LoadingState what="alerts" />
          ) : alerts.length === 0 ? (
            <State
              title="No alerts yet"
              action={
                <button type="button" className="button" onClick={startNew}>
                  Create the first one
                </button>
              }
            >
              An alert watches one symbol and fires the moment its condition holds.
            </State>
          ) : (
            <State title="No alert matches">Search for less, or choose another state.</State>
          )}
        </div>
        {edited ? (
          <EditPanel
            key={edited.alert?.id ?? 'new'}
            edited={edited}
            onRule={(rule) => setEdited({ ...edited, rule })}
            onDone={() => setEdited(undefined)}
          />
        ) : null}
      </div>
    </div>
  );
}

function EditPanel({
  edited,
  onRule,
  onDone,
}: {
  edited: Edited;
  onRule: (rule: AlertRequest) => void;
  onDone: () => void;
}) {
  const { alert, rule } = edited;
  const panel = useRef<HTMLElement>(null);
  const [parse, setParse] = useState<ConditionParse>();
  const [answer, setAnswer] = useState<PreviewAnswer>();
  useWatch(rule.symbol !== '' && quotes.get(rule.symbol) ? [rule.symbol] : []);
  useEffect(() => {
    // Opened before the first quotes came, the form has no symbol to suggest: that is asked for first.
    const symbol = panel.current?.querySelector<HTMLInputElement>('.alert-form input');
    (symbol?.value === '' ? symbol : panel.current?.querySelector<HTMLElement>('.when-input'))?.focus();
  }, []);
  const move = (level: number, price: number) => {
    const text = priceText(price, precisionOf(rule.symbol));
    const span = parse?.when === rule.when ? parse.levels[level] : undefined;
    onRule({ ...rule, when: span ? replaceLevel(rule.when, span, text) : `price crosses ${text}` });
  };
  return (
    <section ref={panel} className="panel edit-panel" aria-label={alert ? 'Edit alert' : 'New alert'}>
      <div className="panel-head">
        <h2>{alert ? `Edit ${alert.name ?? alert.symbol}` : 'New alert'}</h2>
        <span className="spring" />
        <button type="button" className="button button-quiet button-icon" aria-label="Close" onClick={onDone}>
          <Icon name="close" />
        </button>
      </div>
      <div className="edit-body">
        {rule.symbol !== '' && quotes.get(rule.symbol) ? (
          <PreviewChart rule={rule} parse={parse} answer={answer} onMove={move} />
        ) : null}
        <AlertForm
          alert={alert}
          rule={rule}
          onRule={onRule}
          onParse={setParse}
          onPreview={setAnswer}
          isSymbolFixed={false}
          onDone={onDone}
        />
      </div>
    </section>
  );
}

import { type FormEvent, useId, useState } from 'react';
import { ApiError, messageOf } from '../api/problem';
import type { Alert, AlertRequest, ConditionParse, PreviewAnswer } from '../api/types';
import { fromLocalInput, timeZone, toLocalInput } from '../format/time';
import { quotes } from '../live/live';
import { Segments } from '../ui/Segments';
import { showToast } from '../ui/toasts';
import { alertStore } from './alertStore';
import { PreviewSummary } from './PreviewSummary';
import { usePreview } from './preview';
import { fillTemplate } from './template';
import { WhenEditor } from './WhenEditor';
import './alertForm.css';

const severities = [
  ['info', 'Info'],
  ['warning', 'Warning'],
  ['critical', 'Critical'],
] as const;

const frequencies = [
  ['everyTime', 'Every time'],
  ['once', 'Once'],
] as const;

/** Creates an alert, or edits one, and shows beforehand when it would have fired. */
export function AlertForm({
  alert,
  rule,
  onRule,
  onParse,
  onPreview,
  isSymbolFixed,
  onDone,
}: {
  alert?: Alert | undefined;
  rule: AlertRequest;
  onRule: (rule: AlertRequest) => void;
  onParse?: (parse: ConditionParse | undefined) => void;
  onPreview?: (answer: PreviewAnswer | undefined) => void;
  isSymbolFixed: boolean;
  onDone: () => void;
}) {
  const id = useId();
  const [parse, setParse] = useState<ConditionParse>();
  const [fault, setFault] = useState<ApiError>();
  const [isSaving, setIsSaving] = useState(false);
  const isValid = parse?.when === rule.when && parse.error === null && rule.symbol !== '';
  const preview = usePreview(isValid ? tested(rule) : undefined);
  const change = (part: Partial<AlertRequest>) => {
    setFault(undefined);
    onRule({ ...rule, ...part });
  };
  const reasonFor = (field: string) => fault?.fields.find((each) => each.field === field)?.reason;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setIsSaving(true);
    try {
      const saved = alert ? await alertStore.replace(alert, tidy(rule)) : await alertStore.create(tidy(rule));
      showToast({
        kind: 'info',
        text: `${saved.name ?? saved.symbol} is ${saved.status}`,
        detail: saved.when,
      });
      onDone();
    } catch (error) {
      setFault(error instanceof ApiError ? error : new ApiError(0, messageOf(error)));
    } finally {
      setIsSaving(false);
    }
  };

  return (
    <form
      className="alert-form"
      aria-label={alert ? 'Edit alert' : 'New alert'}
      onSubmit={save}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      {isSymbolFixed ? null : (
        <Field id={`${id}-symbol`} label="Symbol" error={reasonFor('symbol')}>
          <input
            id={`${id}-symbol`}
            className="input"
            list={`${id}-symbols`}
            required
            autoComplete="off"
            value={rule.symbol}
            disabled={alert !== undefined}
            onChange={(event) => change({ symbol: event.target.value.toUpperCase().trim() })}
          />
          <datalist id={`${id}-symbols`}>
            {quotes
              .all()
              .slice(0, 500)
              .map((quote) => (
                <option key={quote.symbol} value={quote.symbol} />
              ))}
          </datalist>
        </Field>
      )}
      <WhenEditor
        value={rule.when}
        onChange={(when) => change({ when })}
        onParse={(next) => {
          setParse(next);
          onParse?.(next);
        }}
        error={reasonFor('when')}
      />
      <PreviewSummary preview={preview} isValid={isValid} onAnswer={onPreview} />
      <div className="form-row">
        <div className="field">
          <span className="label">Fires</span>
          <Segments
            label="Fires"
            value={rule.frequency ?? 'everyTime'}
            choices={frequencies}
            onChange={(frequency) => change({ frequency })}
          />
        </div>
        <div className="field">
          <span className="label">Severity</span>
          <Segments
            label="Severity"
            value={rule.severity ?? 'info'}
            choices={severities}
            onChange={(severity) => change({ severity })}
          />
        </div>
      </div>
      <div className="form-row">
        <Field
          id={`${id}-cooldown`}
          label="Cooldown"
          error={reasonFor('cooldown')}
          note="Market time: 60s, 5m, 1h, 1d"
        >
          <input
            id={`${id}-cooldown`}
            className="input"
            placeholder="none"
            value={rule.cooldown ?? ''}
            onChange={(event) => change({ cooldown: event.target.value })}
          />
        </Field>
        <Field
          id={`${id}-rearm`}
          label="Re-arm distance"
          error={reasonFor('rearm')}
          note="How far the price must retreat"
        >
          <input
            id={`${id}-rearm`}
            className="input"
            inputMode="decimal"
            type="number"
            min="0"
            step="any"
            placeholder="0"
            value={rule.rearm || ''}
            onChange={(event) =>
              change({ rearm: event.target.value === '' ? 0 : Number(event.target.value) })
            }
          />
        </Field>
      </div>
      <Field
        id={`${id}-expires`}
        label="Expires"
        error={reasonFor('expiresAt')}
        note={`Market time, ${timeZone}`}
      >
        <input
          id={`${id}-expires`}
          className="input"
          type="datetime-local"
          value={toLocalInput(rule.expiresAt ?? null)}
          onChange={(event) => change({ expiresAt: fromLocalInput(event.target.value) })}
        />
      </Field>
      <Field id={`${id}-name`} label="Name" error={reasonFor('name')}>
        <input
          id={`${id}-name`}
          className="input"
          placeholder="none"
          value={rule.name ?? ''}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field
        id={`${id}-message`}
        label="Message"
        error={reasonFor('message')}
        note={rule.message ? filled(rule, parse) : '{symbol} {price} {time} {name} {when}'}
      >
        <textarea
          id={`${id}-message`}
          className="input"
          rows={2}
          value={rule.message ?? ''}
          onChange={(event) => change({ message: event.target.value })}
        />
      </Field>
      {fault?.fields.every((each) => !shownFields.has(each.field ?? '')) ? (
        <p className="field-error" role="alert">
          {fault.message}
        </p>
      ) : null}
      <div className="form-actions">
        <button type="submit" className="button button-primary" disabled={isSaving || !isValid}>
          {alert ? 'Save alert' : 'Create alert'}
        </button>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}

const shownFields = new Set(['symbol', 'when', 'cooldown', 'rearm', 'expiresAt', 'name', 'message']);

function Field({
  id,
  label,
  note,
  error,
  children,
}: {
  id: string;
  label: string;
  note?: string;
  error?: string | undefined;
  children: React.ReactNode;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {error || note ? (
        <div className={`field-note${error ? ' field-error' : ''}`}>{error ?? note}</div>
      ) : null}
    </div>
  );
}

/** The rule without its empty texts. */
function tidy(rule: AlertRequest): AlertRequest {
  return {
    ...rule,
    cooldown: rule.cooldown?.trim() || null,
    name: rule.name?.trim() || null,
    message: rule.message || null,
    rearm: rule.rearm ?? 0,
  };
}

/** What matters to a dry run: another name or message fires at the same times. */
function tested(rule: AlertRequest): AlertRequest {
  const { symbol, when, frequency, cooldown, rearm, expiresAt } = tidy(rule);
  return {
    symbol,
    when,
    frequency: frequency ?? 'everyTime',
    cooldown: cooldown ?? null,
    rearm: rearm ?? 0,
    expiresAt: expiresAt ?? null,
  };
}

/** The message as the silo would send it for a trigger at the symbol's last trade. */
function filled(rule: AlertRequest, parse: ConditionParse | undefined): string {
  const quote = quotes.get(rule.symbol);
  return fillTemplate(rule.message ?? '', {
    symbol: rule.symbol,
    price: String(quote?.lastPrice ?? parse?.levels[0]?.value ?? 0),
    time: new Date(quote?.lastTime ?? Date.now()).toISOString(),
    name: rule.name ?? '',
    when: rule.when,
  });
}

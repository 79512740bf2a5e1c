import { type FormEvent, useEffect, useId, useState } from 'react';
import { request } from '../api/client';
import { messageOf } from '../api/problem';
import type { GrainInspection } from '../api/types';
import { showToast } from '../ui/toasts';

/** One grain's state as JSON, and a button that ends its activation. */
export function GrainInspector({
  types,
  type,
  grainKey,
  round,
  onChange,
}: {
  types: readonly string[];
  type: string;
  grainKey: string;
  /** Another number asks for the state at once. */
  round: number;
  onChange: (type: string, key: string) => void;
}) {
  const id = useId();
  const [inspection, setInspection] = useState<GrainInspection>();
  const [error, setError] = useState<string>();
  const path = `/silo/grains/${encodeURIComponent(type)}`;

  const inspect = async (event?: FormEvent) => {
    event?.preventDefault();
    try {
      setInspection(await request<GrainInspection>(`${path}/state`, { query: { key: grainKey } }));
      setError(undefined);
    } catch (failure) {
      setInspection(undefined);
      setError(messageOf(failure));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another round asks by itself.
  useEffect(() => {
    if (round > 0) {
      void inspect();
    }
  }, [round]);

  const deactivate = async () => {
    try {
      await request(`${path}/deactivate`, { method: 'POST', query: { key: grainKey } });
      showToast({
        kind: 'info',
        text: `${type} ${grainKey} is deactivated`,
        detail: 'The next call activates it again.',
      });
      setInspection((before) => (before ? { ...before, isActive: false } : before));
    } catch (failure) {
      showToast({ kind: 'error', text: 'The grain could not be deactivated', detail: messageOf(failure) });
    }
  };

  return (
    <section className="panel" aria-label="Inspect a grain">
      <div className="panel-head">
        <h2>Inspect a grain</h2>
      </div>
      <form className="inspect-form" onSubmit={inspect}>
        <div className="field">
          <label htmlFor={`${id}-type`}>Type</label>
          <select
            id={`${id}-type`}
            className="select"
            value={type}
            onChange={(event) => onChange(event.target.value, grainKey)}
          >
            {[...new Set([type, ...types])].map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </div>
        <div className="field inspect-key">
          <label htmlFor={`${id}-key`}>Key</label>
          <input
            id={`${id}-key`}
            className="input"
            required
            value={grainKey}
            onChange={(event) => onChange(type, event.target.value)}
          />
        </div>
        <button type="submit" className="button">
          Show state
        </button>
        <button
          type="button"
          className="button button-danger"
          disabled={!inspection?.isActive || inspection.key !== grainKey}
          onClick={() => void deactivate()}
        >
          Deactivate
        </button>
      </form>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keys. */}
      <pre className="inspect-state" tabIndex={0}>
        {error ??
          (inspection ? JSON.stringify(inspection.state, null, 2) : 'Choose a grain above, or type its key.')}
      </pre>
    </section>
  );
}

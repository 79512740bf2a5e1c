import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { request } from '../api/client';
import type { ConditionParse, ConditionParses } from '../api/types';
import { complete } from './conditions';

const typingPause = 90;

/** A condition being typed: the silo says where it is wrong and how it may go on. */
export function WhenEditor({
  value,
  onChange,
  onParse,
  error,
}: {
  value: string;
  onChange: (when: string) => void;
  onParse: (parse: ConditionParse | undefined) => void;
  error?: string | undefined;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [parse, setParse] = useState<ConditionParse>();
  const [isFocused, setIsFocused] = useState(false);
  const [active, setActive] = useState(-1);
  const report = useRef(onParse);
  useEffect(() => {
    report.current = onParse;
  });

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const body = { texts: [value] };
        const answer = await request<ConditionParses>('/alerts/parse', {
          method: 'POST',
          body,
          signal: abort.signal,
        });
        setParse(answer.items[0]);
        report.current(answer.items[0]);
        setActive(-1);
      } catch {
        if (!abort.signal.aborted) {
          setParse(undefined);
          report.current(undefined);
        }
      }
    }, typingPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [value]);

  const current = parse?.when === value ? parse : undefined;
  const completions = isFocused ? (current?.completions ?? []) : [];
  const isAtEnd = current?.error ? current.error.column > value.trimEnd().length : false;
  const fault = error ?? (current?.error && (!isAtEnd || !isFocused) ? current.error.reason : undefined);

  const offered = new Set(completions.map((completion) => `'${completion.text}'`));
  const others = isAtEnd ? (current?.error?.expected.filter((each) => !offered.has(each)) ?? []) : [];
  const rest = others.length === 1 ? `${completions.length > 0 ? 'or ' : ''}${others[0]}` : '';

  const choose = (at: number) => {
    const chosen = completions[at];
    if (chosen) {
      const { when, caret } = complete(value, chosen.column, chosen.text);
      onChange(when);
      requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret));
    }
  };

  const press = (event: KeyboardEvent) => {
    if (completions.length === 0) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(
        (before) => (Math.max(before, step > 0 ? -1 : 0) + step + completions.length) % completions.length,
      );
    } else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape' && active >= 0) {
      event.stopPropagation();
      setActive(-1);
    }
  };

  return (
    <div className="field when-editor">
      <label htmlFor={`${id}-input`}>When</label>
      <div className="when-box">
        <div className="when-mirror" aria-hidden="true">
          {current?.error && !isAtEnd ? (
            <>
              {value.slice(0, current.error.column - 1)}
              <mark>{value.slice(current.error.column - 1)}</mark>
            </>
          ) : null}
        </div>
        <input
          ref={input}
          id={`${id}-input`}
          className="input when-input"
          type="text"
          role="combobox"
          aria-expanded={completions.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-note`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={256}
          placeholder="price crosses above 168.25"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onFocus={() => setIsFocused(true)}
          onBlur={() => setIsFocused(false)}
          onKeyDown={press}
        />
      </div>
      <div className="when-help">
        <div id={`${id}-list`} role="listbox" aria-label="How it may go on" className="completions">
          {completions.map((completion, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's.
            <span
              key={completion.text}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(at)}
            >
              {completion.text}
            </span>
          ))}
        </div>
        <div id={`${id}-note`} className={`field-note${fault ? ' field-error' : ''}`} aria-live="polite">
          {fault ?? rest}
        </div>
      </div>
    </div>
  );
}

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { formatPrice, precisionOf } from '../format/price';
import { quotes } from '../live/live';
import { findSymbols } from '../markets/filter';
import { navigate } from '../router/router';
import { symbolPath } from '../router/routes';

/** Goes to a symbol by name; `/` puts the cursor here from anywhere. */
export function SymbolSearch() {
  const [text, setText] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = isOpen && text !== '' ? findSymbols(quotes.all(), text, 8) : [];

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const go = (symbol: string) => {
    setText('');
    setIsOpen(false);
    input.current?.blur();
    navigate(symbolPath(symbol));
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((before) => (before + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      const chosen = found[active]?.symbol;
      if (chosen) {
        go(chosen);
      }
    } else if (event.key === 'Escape') {
      setIsOpen(false);
      setText('');
    }
  };

  return (
    <div className="search">
      <input
        ref={input}
        className="input"
        type="text"
        role="combobox"
        aria-label="Go to symbol"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        placeholder="Go to symbol  /"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setIsOpen(true);
        }}
        onKeyDown={press}
        onBlur={() => setIsOpen(false)}
      />
      {found.length > 0 ? (
        <div className="options" role="listbox" id={`${id}-list`} aria-label="Symbols">
          {found.map((quote, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's.
            <div
              key={quote.symbol}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => go(quote.symbol)}
            >
              <span>{quote.symbol}</span>
              <span className="quiet">{formatPrice(quote.lastPrice, precisionOf(quote.symbol))}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

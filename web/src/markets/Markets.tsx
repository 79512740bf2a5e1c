import { useEffect, useMemo, useState } from 'react';
import { useQuery } from '../api/useQuery';
import { plural } from '../format/number';
import { quotes } from '../live/live';
import { ErrorState, LoadingState, State } from '../ui/State';
import { filterSymbols, movers, type Sort, sortSymbols } from './filter';
import { loadSymbols, refreshPeriod } from './loadSymbols';
import { MarketTable } from './MarketTable';
import { Movers } from './Movers';
import './markets.css';

const resortPeriod = 2_000;
const moverCount = 5;

/** The page of all symbols. */
export function Markets() {
  const [text, setText] = useState('');
  const [sort, setSort] = useState<Sort>({ key: 'symbol', isDescending: false });
  const { error, isLoading, reload } = useQuery('symbols', loadSymbols, refreshPeriod());
  const version = useSlowVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the store sorts again.
  const symbols = useMemo(() => sortSymbols(filterSymbols(quotes.all(), text), sort), [text, sort, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: likewise.
  const { up, down } = useMemo(() => movers(quotes.all(), moverCount), [version]);
  const isEmpty = quotes.size === 0;
  return (
    <div className="page">
      <div className="page-head">
        <h1>Markets</h1>
        <span className="quiet">{isEmpty ? '' : plural(quotes.size, 'symbol')}</span>
        <div className="spring" />
        <input
          className="input"
          type="search"
          aria-label="Filter symbols"
          placeholder="Filter symbols"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Movers up={up} down={down} />
      <div className="panel market-panel">
        {symbols.length > 0 ? (
          <MarketTable symbols={symbols} sort={sort} onSort={setSort} />
        ) : error !== undefined && isEmpty ? (
          <ErrorState what="The markets" error={error} onRetry={reload} />
        ) : isLoading ? (
          <LoadingState what="the markets" />
        ) : isEmpty ? (
          <State title="No symbols yet">
            Start the silo with a source, <code>--Source simulator</code> for one, or post ticks to{' '}
            <code>/api/v1/ticks</code>.
          </State>
        ) : (
          <State
            title={`No symbol holds “${text.trim()}”`}
            action={
              <button type="button" className="button" onClick={() => setText('')}>
                Show all
              </button>
            }
          />
        )}
      </div>
    </div>
  );
}

/** The store's version, looked at every other second: an order that changes more often cannot be read. */
function useSlowVersion(): number {
  const [version, setVersion] = useState(quotes.version);
  useEffect(() => {
    let size = quotes.size;
    let slow = 0;
    const timer = setInterval(() => {
      slow += 100;
      // New symbols show at once, new orders slowly.
      if (quotes.size !== size || slow >= resortPeriod) {
        size = quotes.size;
        slow = 0;
        setVersion(quotes.version);
      }
    }, 100);
    return () => clearInterval(timer);
  }, []);
  return version;
}

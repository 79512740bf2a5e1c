import { useMemo, useState } from 'react';
import { messageOf } from '../api/problem';
import type { Severity } from '../api/types';
import { formatWhole, plural } from '../format/number';
import { connection } from '../live/live';
import { Link } from '../router/router';
import { Icon } from '../ui/Icon';
import { ErrorState, LoadingState, State } from '../ui/State';
import { showToast } from '../ui/toasts';
import { AnnounceChoices } from './AnnounceChoices';
import { filterTriggers } from './filter';
import { inbox } from './inboxStore';
import { TriggerTable } from './TriggerTable';
import { useInbox } from './useInbox';
import { useOlder } from './useOlder';
import './inbox.css';

/** The page of all triggers. */
export default function InboxPage() {
  const { items, last, first, read, unread, isLoaded, error } = useInbox();
  const [symbol, setSymbol] = useState('');
  const [severity, setSeverity] = useState<Severity | 'all'>('all');
  const shown = useMemo(() => filterTriggers(items, { symbol, severity }), [items, symbol, severity]);
  const isFiltered = symbol.trim() !== '' || severity !== 'all';
  const older = useOlder(
    shown.length,
    items.length,
    isLoaded ? first : 1,
    isFiltered ? `${symbol} ${severity}` : '',
  );

  const mark = async (numbers: readonly number[] | 'all') => {
    try {
      await inbox.markRead(numbers);
    } catch (failure) {
      showToast({ kind: 'error', text: 'Could not be marked read', detail: messageOf(failure) });
    }
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>Inbox</h1>
        <span className="quiet">
          {isLoaded ? `${plural(unread, 'unread trigger')}, ${formatWhole(last)} in all` : ''}
        </span>
        <div className="spring" />
        <AnnounceChoices />
        <input
          className="input inbox-filter"
          type="search"
          aria-label="Filter by symbol"
          placeholder="Symbol"
          value={symbol}
          onChange={(event) => setSymbol(event.target.value)}
        />
        <select
          className="select"
          aria-label="Severity"
          value={severity}
          onChange={(event) => setSeverity(event.target.value as Severity | 'all')}
        >
          <option value="all">All severities</option>
          <option value="info">Info</option>
          <option value="warning">Warning</option>
          <option value="critical">Critical</option>
        </select>
        <button type="button" className="button" disabled={unread === 0} onClick={() => void mark('all')}>
          <Icon name="check" /> Mark all read
        </button>
      </div>
      <div className="panel inbox-panel">
        {isFiltered && isLoaded ? (
          <div className="panel-head" role="status">
            <span>
              {plural(shown.length, 'trigger')} of the newest {formatWhole(items.length)}
              {older.isSearching ? '; looking through older ones…' : ''}
            </span>
            <span className="spring" />
            {older.hasOlder && !older.isSearching ? (
              <button type="button" className="button" onClick={older.lookFurther}>
                Look further back
              </button>
            ) : null}
          </div>
        ) : null}
        {shown.length > 0 ? (
          <TriggerTable
            items={shown}
            read={read}
            onRead={(number) => void mark([number])}
            onNeedOlder={older.loadOlder}
          />
        ) : error && !isLoaded ? (
          <ErrorState what="The inbox" error={error} onRetry={() => connection.retryNow()} />
        ) : !isLoaded ? (
          <LoadingState what="the inbox" />
        ) : items.length === 0 ? (
          <State title="Nothing has fired yet" action={<Link href="/alerts">Go to the alerts</Link>}>
            Each time an alert fires, it is numbered and kept here.
          </State>
        ) : (
          <State title={older.isSearching ? 'Looking through older triggers…' : 'No trigger matches'}>
            Of the newest {plural(items.length, 'trigger')} none matches
            {older.hasOlder ? '.' : '; choose another symbol or severity.'}
          </State>
        )}
      </div>
    </div>
  );
}

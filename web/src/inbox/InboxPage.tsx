import { useMemo, useRef, useState } from 'react';
import { messageOf } from '../api/problem';
import type { Severity } from '../api/types';
import { plural } from '../format/number';
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
import './inbox.css';

/** The page of all triggers. */
export default function InboxPage() {
  const { items, last, first, read, unread, isLoaded, error } = useInbox();
  const [symbol, setSymbol] = useState('');
  const [severity, setSeverity] = useState<Severity | 'all'>('all');
  const shown = useMemo(() => filterTriggers(items, { symbol, severity }), [items, symbol, severity]);
  const isLoadingOlder = useRef(false);

  const mark = async (numbers: readonly number[] | 'all') => {
    try {
      await inbox.markRead(numbers);
    } catch (failure) {
      showToast({ kind: 'error', text: 'Could not be marked read', detail: messageOf(failure) });
    }
  };
  const loadOlder = () => {
    if (!isLoadingOlder.current && first > 1) {
      isLoadingOlder.current = true;
      void inbox
        .loadOlder()
        .catch(() => {
          // Scrolling on asks again.
        })
        .finally(() => {
          isLoadingOlder.current = false;
        });
    }
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>Inbox</h1>
        <span className="quiet">{isLoaded ? `${plural(unread, 'unread trigger')}, ${last} in all` : ''}</span>
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
        {shown.length > 0 ? (
          <TriggerTable
            items={shown}
            read={read}
            onRead={(number) => void mark([number])}
            onNeedOlder={loadOlder}
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
          <State title="No trigger matches">
            Of the newest {plural(items.length, 'trigger')} none matches; choose another symbol or severity.
          </State>
        )}
      </div>
    </div>
  );
}

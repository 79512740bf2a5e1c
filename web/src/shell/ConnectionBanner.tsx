import { useEffect, useState } from 'react';
import { plural } from '../format/number';
import { formatClock, zoneAt } from '../format/time';
import { inbox } from '../inbox/inboxStore';
import { useInbox } from '../inbox/useInbox';
import { connection, useConnectionStatus } from '../live/live';
import { Link } from '../router/router';

/** Says when the connection is lost, and after it is back what was missed meanwhile. */
export function ConnectionBanner() {
  const status = useConnectionStatus();
  const { missed } = useInbox();
  const seconds = useSecondsUntil(status.kind === 'lost' ? status.retryAt : 0);
  if (status.kind === 'lost') {
    return (
      <div className="banner" role="alert">
        <span>
          Connection lost at {formatClock(status.since)} {zoneAt(status.since)}. What you see may be out of
          date. {seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again now.'}
        </span>
        <button type="button" className="button" onClick={() => connection.retryNow()}>
          Try now
        </button>
      </div>
    );
  }
  if (missed > 0) {
    return (
      <div className="banner banner-back" role="status">
        <span>
          Connected again. <Link href="/inbox">{plural(missed, 'alert')} fired meanwhile</Link>; the inbox has
          them all.
        </span>
        <button type="button" className="button" onClick={() => inbox.acknowledgeMissed()}>
          Got it
        </button>
      </div>
    );
  }
  return null;
}

function useSecondsUntil(time: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (time === 0) {
      return;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [time]);
  return Math.max(0, Math.ceil((time - now) / 1_000));
}

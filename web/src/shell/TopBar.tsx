import { useInbox } from '../inbox/useInbox';
import { useConnectionStatus } from '../live/live';
import { Link } from '../router/router';
import type { Route } from '../router/routes';
import { Icon } from '../ui/Icon';
import { SymbolSearch } from './SymbolSearch';
import { setTheme, useTheme } from './theme';

const statusTexts = { connecting: 'Connecting', live: 'Live', lost: 'Offline' } as const;

/** The bar on top: where one is, where one can go, and whether what one sees is live. */
export function TopBar({ route }: { route: Route }) {
  const { unread } = useInbox();
  const status = useConnectionStatus();
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  const current = (page: Route['page']) => (route.page === page ? ('page' as const) : undefined);
  return (
    <header className="topbar">
      <Link href="/" className="brand" aria-label="Tripline, markets">
        <svg width="22" height="22" viewBox="0 0 22 22" fill="none" aria-hidden="true">
          <path d="M1 14h20" stroke="var(--trip)" strokeWidth="2" strokeDasharray="3 2" />
          <path d="M2 18l5-6 3 3 8-11" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span>Tripline</span>
      </Link>
      <nav className="nav" aria-label="Pages">
        <Link href="/" aria-current={current('markets')}>
          Markets
        </Link>
        <Link href="/alerts" aria-current={current('alerts')}>
          Alerts
        </Link>
        <Link href="/inbox" aria-current={current('inbox')}>
          Inbox
          {unread > 0 ? (
            <span className="count">
              {unread > 999 ? '999+' : unread}
              <span className="sr-only"> unread</span>
            </span>
          ) : null}
        </Link>
        <Link href="/grains" aria-current={current('grains')}>
          Grains
        </Link>
      </nav>
      <div className="spring" />
      <SymbolSearch />
      <div className={`connection connection-${status.kind}`} role="status">
        <span>{statusTexts[status.kind]}</span>
      </div>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={`Use the ${other} theme`}
        title={`Use the ${other} theme`}
        onClick={() => setTheme(other)}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
    </header>
  );
}

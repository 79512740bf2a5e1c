import { lazy, Suspense, useEffect, useRef } from 'react';
import { useInbox } from './inbox/useInbox';
import { Markets } from './markets/Markets';
import { Link, usePath } from './router/router';
import { type Route, routeOf } from './router/routes';
import { ConnectionBanner } from './shell/ConnectionBanner';
import { TopBar } from './shell/TopBar';
import { LoadingState, State } from './ui/State';
import { Toasts } from './ui/Toasts';

const SymbolPage = lazy(() => import('./symbol/SymbolPage'));
const AlertsPage = lazy(() => import('./alerts/AlertsPage'));
const InboxPage = lazy(() => import('./inbox/InboxPage'));
const GrainsPage = lazy(() => import('./grains/GrainsPage'));

/** The whole page. */
export function App() {
  const path = usePath();
  const route = routeOf(path);
  const main = useRef<HTMLElement>(null);
  useTitle(route);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path moves the focus to the page's content.
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
    } else {
      main.current?.focus({ preventScroll: true });
    }
  }, [path]);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <TopBar route={route} />
      <main className="main" id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<LoadingState what="the page" />}>
          <Page route={route} />
        </Suspense>
      </main>
      <ConnectionBanner />
      <Toasts />
    </div>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'markets':
      return <Markets />;
    case 'symbol':
      return <SymbolPage key={route.symbol} symbol={route.symbol} />;
    case 'alerts':
      return <AlertsPage />;
    case 'inbox':
      return <InboxPage />;
    case 'grains':
      return <GrainsPage />;
    default:
      return (
        <State title="There is no such page" action={<Link href="/">Go to the markets</Link>}>
          Check the address, or start from the markets.
        </State>
      );
  }
}

const titles: Record<Route['page'], string> = {
  markets: 'Markets',
  symbol: '',
  alerts: 'Alerts',
  inbox: 'Inbox',
  grains: 'Grains',
  unknown: 'Not found',
};

function useTitle(route: Route): void {
  const { unread } = useInbox();
  const name = route.page === 'symbol' ? route.symbol : titles[route.page];
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name} · Tripline`;
  }, [name, unread]);
}

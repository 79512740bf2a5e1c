import { type ComponentPropsWithRef, type MouseEvent, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

function announce(): void {
  for (const listener of listeners) {
    listener();
  }
}

/** Goes to a path of the page. */
export function navigate(path: string, options?: { replace?: boolean }): void {
  if (options?.replace) {
    history.replaceState(null, '', path);
  } else {
    history.pushState(null, '', path);
    window.scrollTo(0, 0);
  }
  announce();
}

/** The path that is shown. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** The query of the path that is shown. */
export function useSearch(): URLSearchParams {
  return new URLSearchParams(useSyncExternalStore(subscribe, () => location.search));
}

/** Puts a value into the query, or takes it out when it is empty. */
export function replaceSearch(name: string, value: string): void {
  const search = new URLSearchParams(location.search);
  if (value === '') {
    search.delete(name);
  } else {
    search.set(name, value);
  }
  const text = search.toString();
  navigate(location.pathname + (text === '' ? '' : `?${text}`), { replace: true });
}

/** A link within the page; opens elsewhere when the user asks for that. */
export function Link({ href, onClick, ...rest }: ComponentPropsWithRef<'a'> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!event.defaultPrevented && isPlain) {
      event.preventDefault();
      navigate(href);
    }
  };
  return <a {...rest} href={href} onClick={follow} />;
}

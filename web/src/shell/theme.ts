import { useSyncExternalStore } from 'react';

/** The page's colours. */
export type Theme = 'dark' | 'light';

const listeners = new Set<() => void>();

function read(): Theme {
  return document.documentElement.dataset.theme === 'light' ? 'light' : 'dark';
}

/** Changes the colours and keeps the choice. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('tripline.theme', theme);
  for (const listener of listeners) {
    listener();
  }
}

/** The colours in use. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}

/** The value of a colour of the current theme. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

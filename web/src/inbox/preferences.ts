import { useSyncExternalStore } from 'react';

/** How the user wants to hear of triggers. */
export interface Preferences {
  sound: boolean;
  notifications: boolean;
}

const key = 'tripline.announce';
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>;
    return { sound: stored.sound === true, notifications: stored.notifications === true };
  } catch {
    return { sound: false, notifications: false };
  }
}

function announce(): void {
  for (const listener of listeners) {
    listener();
  }
}

window.addEventListener('storage', (event) => {
  if (event.key === key) {
    current = read();
    announce();
  }
});

/** Kept in this browser, the same in all tabs. */
export const preferences = {
  get: (): Preferences => current,
  set: (changed: Partial<Preferences>): void => {
    current = { ...current, ...changed };
    localStorage.setItem(key, JSON.stringify(current));
    announce();
  },
};

/** The user's choice. */
export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, preferences.get);
}

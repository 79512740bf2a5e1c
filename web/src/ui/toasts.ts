import { useSyncExternalStore } from 'react';

/** A short notice at the edge of the page. */
export interface Toast {
  id: number;
  kind: 'info' | 'error' | 'trigger';
  text: string;
  detail?: string;
  href?: string;
  /** Something to do about it, for as long as the notice is there. */
  action?: { text: string; run: () => void };
}

const lifetime = { info: 4_000, error: 9_000, trigger: 6_000 };
const actionLifetime = 10_000;
const most = 4;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) {
    listener();
  }
}

/** Takes a notice away. */
export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Shows a notice for some seconds, in the place of another where one is named; the oldest goes when there are too
 * many. Answers its id. */
export function showToast(toast: Omit<Toast, 'id'>, insteadOf?: number): number {
  const id = ++lastId;
  set([...toasts.filter((each) => each.id !== insteadOf), { ...toast, id }].slice(-most));
  setTimeout(() => dismissToast(id), toast.action ? actionLifetime : lifetime[toast.kind]);
  return id;
}

/** Whether a notice is still shown. */
export function isShown(id: number): boolean {
  return toasts.some((toast) => toast.id === id);
}

/** The notices that are shown. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}

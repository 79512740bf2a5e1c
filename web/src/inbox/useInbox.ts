import { useSyncExternalStore } from 'react';
import { type InboxView, inbox } from './inboxStore';

/** The inbox as it stands. */
export function useInbox(): InboxView {
  return useSyncExternalStore(inbox.subscribe, inbox.view);
}

import type { TriggerItem } from '../api/types';
import { formatPrice, precisionOf } from '../format/price';
import { showToast } from '../ui/toasts';
import { inbox } from './inboxStore';
import { preferences } from './preferences';
import { playChime } from './sound';

const seenKey = 'tripline.announcedUpTo';
const burst = 3;

/** Announces each new trigger once, however many tabs are open: by the tab that holds a lock that only one can have. */
export function startAnnouncing(): void {
  let isSpeaker = !('locks' in navigator);
  if ('locks' in navigator) {
    void navigator.locks.request('tripline.announcer', () => {
      isSpeaker = true;
      return new Promise(() => {
        // Held for as long as the tab is open.
      });
    });
  }
  let waiting: TriggerItem[] = [];
  inbox.onArrival((trigger, isMissed) => {
    if (isMissed) {
      return;
    }
    waiting.push(trigger);
    if (waiting.length === 1) {
      setTimeout(() => {
        const triggers = waiting;
        waiting = [];
        announce(triggers, isSpeaker);
      }, 50);
    }
  });
}

function announce(triggers: TriggerItem[], isSpeaker: boolean): void {
  if (!document.hidden && location.pathname !== '/inbox') {
    toast(triggers);
  }
  const last = triggers.at(-1)?.number ?? 0;
  if (!isSpeaker || last <= Number(localStorage.getItem(seenKey) ?? 0)) {
    return;
  }
  localStorage.setItem(seenKey, String(last));
  const { sound, notifications } = preferences.get();
  if (sound) {
    playChime(triggers.some((trigger) => trigger.severity === 'critical'));
  }
  if (notifications && 'Notification' in window && Notification.permission === 'granted') {
    for (const trigger of triggers.slice(-burst)) {
      new Notification(titleOf(trigger), { body: bodyOf(trigger), tag: trigger.id });
    }
  }
}

function toast(triggers: TriggerItem[]): void {
  const [only] = triggers;
  if (only && triggers.length === 1) {
    showToast({ kind: 'trigger', text: titleOf(only), detail: bodyOf(only), href: '/inbox' });
  } else {
    showToast({ kind: 'trigger', text: `${triggers.length} alerts fired`, href: '/inbox' });
  }
}

function titleOf(trigger: TriggerItem): string {
  return `${trigger.name ?? trigger.symbol} fired at ${formatPrice(trigger.price, precisionOf(trigger.symbol))}`;
}

function bodyOf(trigger: TriggerItem): string {
  return trigger.message ?? `${trigger.symbol}: ${trigger.when}`;
}

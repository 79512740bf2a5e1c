import type { TriggerItem } from '../api/types';
import { formatPrice, precisionOf } from '../format/price';
import { navigate } from '../router/router';
import { symbolPath } from '../router/routes';
import { isShown, showToast } from '../ui/toasts';
import { inbox } from './inboxStore';
import { preferences } from './preferences';
import { playChime } from './sound';

const seenKey = 'tripline.announcedUpTo';
/** More triggers than these at once share their last notification. */
const burst = 4;

/** Announces each new trigger once, however many tabs are open: by the tab that holds a lock that only one can have.
 * Triggers that came while the connection was lost are announced when it is back. */
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
  // Beyond the inbox's end nothing can have been announced: that was another inbox.
  inbox.onStand((last) => setSeen(Math.min(seen(), last)));
  let waiting: { trigger: TriggerItem; isMissed: boolean }[] = [];
  inbox.onArrival((trigger, isMissed) => {
    waiting.push({ trigger, isMissed });
    if (waiting.length === 1) {
      setTimeout(() => {
        const arrived = waiting;
        waiting = [];
        toast(arrived.filter((each) => !each.isMissed).map((each) => each.trigger));
        if (isSpeaker) {
          announce(unannounced(arrived.map((each) => each.trigger)));
        }
      }, 50);
    }
  });
}

/** Those that no tab announced yet; from now on they are. */
function unannounced(triggers: readonly TriggerItem[]): readonly TriggerItem[] {
  const before = seen();
  const fresh = triggers.filter((trigger) => trigger.number > before);
  setSeen(Math.max(before, fresh.at(-1)?.number ?? 0));
  return fresh;
}

function announce(triggers: readonly TriggerItem[]): void {
  const { sound, notifications } = preferences.get();
  if (triggers.length === 0) {
    return;
  }
  if (sound) {
    playChime(triggers.some((trigger) => trigger.severity === 'critical'));
  }
  if (notifications && 'Notification' in window && Notification.permission === 'granted') {
    const alone = triggers.length > burst ? burst - 1 : burst;
    for (const trigger of triggers.slice(0, alone)) {
      notify(titleOf(trigger), bodyOf(trigger), trigger.id, symbolPath(trigger.symbol));
    }
    if (triggers.length > alone) {
      const others = triggers.slice(alone);
      const names = [...new Set(others.map((trigger) => trigger.symbol))].slice(0, 8).join(', ');
      notify(`${others.length} more alerts fired`, names, others.at(-1)?.id ?? '', '/inbox');
    }
  }
}

function notify(title: string, body: string, tag: string, path: string): void {
  const notification = new Notification(title, { body, tag });
  notification.onclick = () => {
    window.focus();
    navigate(path);
    notification.close();
  };
}

let shownToast = { id: 0, count: 0 };

/** One notice however fast they come: further triggers count up the one that is still there. */
function toast(triggers: readonly TriggerItem[]): void {
  const [only] = triggers;
  if (!only || document.hidden || location.pathname === '/inbox') {
    return;
  }
  const count = triggers.length + (isShown(shownToast.id) ? shownToast.count : 0);
  const content =
    count === 1
      ? { text: titleOf(only), detail: bodyOf(only), href: symbolPath(only.symbol) }
      : { text: `${count} alerts fired`, href: '/inbox' };
  shownToast = { id: showToast({ kind: 'trigger', ...content }, shownToast.id), count };
}

function seen(): number {
  return Number(localStorage.getItem(seenKey) ?? 0);
}

function setSeen(number: number): void {
  localStorage.setItem(seenKey, String(number));
}

function titleOf(trigger: TriggerItem): string {
  return `${trigger.name ?? trigger.symbol} fired at ${formatPrice(trigger.price, precisionOf(trigger.symbol))}`;
}

function bodyOf(trigger: TriggerItem): string {
  return trigger.message ?? `${trigger.symbol}: ${trigger.when}`;
}

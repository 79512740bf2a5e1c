import { showToast } from '../ui/toasts';
import { preferences, usePreferences } from './preferences';
import { playChime } from './sound';

/** Whether new triggers make a sound and a notification of the browser. */
export function AnnounceChoices() {
  const { sound, notifications } = usePreferences();
  const setNotifications = async (isWanted: boolean) => {
    if (isWanted && (!('Notification' in window) || (await Notification.requestPermission()) !== 'granted')) {
      showToast({
        kind: 'error',
        text: 'The browser does not allow notifications',
        detail: 'Allow them for this page in the browser’s site settings, then try again.',
      });
      return;
    }
    preferences.set({ notifications: isWanted });
  };
  return (
    <fieldset className="announce" aria-label="Announce new triggers">
      <label>
        <input
          type="checkbox"
          checked={sound}
          onChange={(event) => {
            preferences.set({ sound: event.target.checked });
            if (event.target.checked) {
              playChime(false);
            }
          }}
        />
        Sound
      </label>
      <label>
        <input
          type="checkbox"
          checked={notifications}
          onChange={(event) => void setNotifications(event.target.checked)}
        />
        Notifications
      </label>
    </fieldset>
  );
}

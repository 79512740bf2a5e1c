import { Link } from '../router/router';
import { Icon } from './Icon';
import { dismissToast, useToasts } from './toasts';

/** Shows notices and reads them out. */
export function Toasts() {
  const toasts = useToasts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.kind}`}>
          <div>
            {toast.href ? <Link href={toast.href}>{toast.text}</Link> : toast.text}
            {toast.detail ? <div className="quiet">{toast.detail}</div> : null}
          </div>
          {toast.action ? (
            <button
              type="button"
              className="button"
              onClick={() => {
                dismissToast(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.text}
            </button>
          ) : null}
          <button
            type="button"
            className="button button-quiet button-icon"
            aria-label="Dismiss"
            onClick={() => dismissToast(toast.id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}

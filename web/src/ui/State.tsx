import type { ReactNode } from 'react';

/** What a part of the page says when it has nothing to show: why, and what to do. */
export function State({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}

/** A part of the page could not be loaded. */
export function ErrorState({ what, error, onRetry }: { what: string; error: string; onRetry: () => void }) {
  return (
    <State
      title={`${what} could not be loaded`}
      action={
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      }
    >
      {error}
    </State>
  );
}

/** A part of the page is on its way. */
export function LoadingState({ what }: { what: string }) {
  return (
    <div className="state" role="status">
      <p>Loading {what}…</p>
    </div>
  );
}

import type { Quote } from '../api/types';
import { formatPercent, formatPrice, precisionOf } from '../format/price';
import { Link } from '../router/router';
import { symbolPath } from '../router/routes';

/** The symbols that rose and fell most. */
export function Movers({ up, down }: { up: readonly Quote[]; down: readonly Quote[] }) {
  return (
    <div className="movers">
      <MoverList title="Rising" quotes={up} className="up" />
      <MoverList title="Falling" quotes={down} className="down" />
    </div>
  );
}

function MoverList({
  title,
  quotes,
  className,
}: {
  title: string;
  quotes: readonly Quote[];
  className: string;
}) {
  return (
    <section className="panel mover-list" aria-label={`${title} most`}>
      <h3>{title}</h3>
      {quotes.length === 0 ? <span className="quiet">None yet today</span> : null}
      <ul>
        {quotes.map((quote) => (
          <li key={quote.symbol}>
            <Link href={symbolPath(quote.symbol)} className="symbol-link">
              {quote.symbol}
            </Link>
            <span>{formatPrice(quote.lastPrice, precisionOf(quote.symbol))}</span>
            <span className={className}>{formatPercent((quote.changePercent ?? 0) / 100)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

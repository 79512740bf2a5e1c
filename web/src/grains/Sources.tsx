import type { SiloEntry } from '../api/types';
import { formatWhole } from '../format/number';

/** Where the ticks come from. */
export function Sources({ silos }: { silos: readonly SiloEntry[] }) {
  const sources = silos.flatMap((silo) => (silo.state?.sources ?? []).map((source) => ({ silo, source })));
  return (
    <section className="panel" aria-label="Sources">
      <div className="panel-head">
        <h2>Sources</h2>
      </div>
      {sources.length === 0 ? <p className="state">None; ticks come over the API.</p> : null}
      <ul className="sources">
        {sources.map(({ silo, source }) => (
          <li key={`${silo.id} ${source.name}`}>
            <strong>{source.name}</strong>
            <span className={source.state === 'failed' ? 'down' : ''}>{source.state}</span>
            <span className="quiet">
              {silos.length > 1 ? `on ${silo.id}; ` : ''}
              {formatWhole(source.tickCount)} ticks
              {source.skippedCount > 0 ? `, ${formatWhole(source.skippedCount)} rows skipped` : ''}
              {source.detail ? `; ${source.detail}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

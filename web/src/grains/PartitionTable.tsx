import type { SiloEntry } from '../api/types';
import { formatCompact, formatWhole } from '../format/number';

/** The partitions: who owns each and how far it is. */
export function PartitionTable({
  silos,
  unowned,
}: {
  silos: readonly SiloEntry[];
  unowned: readonly number[];
}) {
  const owned = silos.flatMap((silo) =>
    (silo.state?.partitions ?? []).map((partition) => ({ silo, partition })),
  );
  owned.sort((a, b) => a.partition.number - b.partition.number);
  return (
    <section className="panel" aria-label="Partitions">
      <div className="panel-head">
        <h2>Partitions</h2>
        <span className="quiet">{owned.length + unowned.length}</span>
      </div>
      {unowned.length > 0 ? (
        <p className="field-error unowned" role="alert">
          No silo owns {unowned.length === 1 ? 'partition' : 'partitions'} {unowned.join(', ')} right now;
          their ticks wait in the log.
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keys. */}
      <div className="scroll-x" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th className="num">No.</th>
              <th>Owner</th>
              <th>State</th>
              <th className="num">Position</th>
              <th className="num">Lag</th>
              <th className="num">Checkpoint age</th>
              <th className="num">Ticks</th>
            </tr>
          </thead>
          <tbody>
            {owned.map(({ silo, partition }) => (
              <tr key={`${partition.number} ${silo.id}`}>
                <td className="num">{partition.number}</td>
                <td>{silo.id}</td>
                <td className={partition.error ? 'down partition-error' : ''}>
                  {partition.error ?? (partition.lag > 0 ? 'behind' : 'current')}
                </td>
                <td className="num">{formatWhole(partition.position)}</td>
                <td className="num">{formatWhole(partition.lag)}</td>
                <td className="num">{formatAge(partition.checkpointAgeSeconds)}</td>
                <td className="num">{formatCompact(partition.tickCount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function formatAge(seconds: number | null): string {
  return seconds === null ? 'none yet' : `${seconds.toFixed(1)} s`;
}

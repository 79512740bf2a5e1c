import type { GrainTypeStats } from '../api/types';
import { formatCompact, formatMicroseconds, formatRate, formatWhole } from '../format/number';

/** What the grains of each type did. */
export function GrainTypes({
  grains,
  callsPerSecond,
  isOfMany,
}: {
  grains: readonly GrainTypeStats[];
  callsPerSecond: (type: string) => number;
  isOfMany: boolean;
}) {
  return (
    <section className="panel" aria-label="Grain types">
      <div className="panel-head">
        <h2>Grain types</h2>
        <span className="spring" />
        <span className="quiet">{isOfMany ? 'p50 and p99 of the slowest silo' : ''}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keys. */}
      <div className="scroll-x" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>Type</th>
              <th className="num">Active</th>
              <th className="num">Calls/s</th>
              <th className="num">Calls</th>
              <th className="num">Failures</th>
              <th className="num">p50</th>
              <th className="num">p99</th>
              <th className="num">Waiting</th>
            </tr>
          </thead>
          <tbody>
            {grains.map((grain) => (
              <tr key={grain.type}>
                <td>{grain.type}</td>
                <td className="num">{formatWhole(grain.activations)}</td>
                <td className="num">{formatRate(callsPerSecond(grain.type))}</td>
                <td className="num">{formatCompact(grain.calls)}</td>
                <td className={`num${grain.failures > 0 ? ' down' : ''}`}>{formatWhole(grain.failures)}</td>
                <td className="num">{formatMicroseconds(grain.p50Microseconds)}</td>
                <td className="num">{formatMicroseconds(grain.p99Microseconds)}</td>
                <td className="num">{formatWhole(grain.waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {grains.length === 0 ? <p className="state">No grain was called yet.</p> : null}
    </section>
  );
}

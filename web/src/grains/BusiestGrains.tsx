import { useState } from 'react';
import { formatCompact, formatRate, formatWhole } from '../format/number';
import { formatDuration } from '../format/time';
import { ErrorState } from '../ui/State';
import { nameOf, useGrains } from './useSilos';

/** The activations with most calls; a click inspects one. */
export function BusiestGrains({
  silo,
  types,
  isOfMany,
  onInspect,
}: {
  silo: string;
  types: readonly string[];
  isOfMany: boolean;
  onInspect: (type: string, key: string) => void;
}) {
  const [type, setType] = useState('');
  const { data, error, reload } = useGrains(silo, type);
  return (
    <section className="panel" aria-label="Busiest grains">
      <div className="panel-head">
        <h2>Busiest grains</h2>
        <span className="spring" />
        <select
          className="select"
          aria-label="Grain type"
          value={type}
          onChange={(event) => setType(event.target.value)}
        >
          <option value="">All types</option>
          {types.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </div>
      {error && !data ? <ErrorState what="The grains" error={error} onRetry={reload} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keys. */}
      <div className="scroll-x busiest" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>Grain</th>
              {isOfMany ? <th>Silo</th> : null}
              <th className="num">Calls/s</th>
              <th className="num">Calls</th>
              <th className="num">Waiting</th>
              <th className="num">Idle</th>
            </tr>
          </thead>
          <tbody>
            {(data ?? []).map((grain) => (
              <tr key={nameOf(grain)}>
                <td>
                  <button
                    type="button"
                    className="row-button"
                    onClick={() => onInspect(grain.type, grain.key)}
                  >
                    <span className="quiet">{grain.type}</span> {grain.key}
                  </button>
                </td>
                {isOfMany ? <td>{grain.silo}</td> : null}
                <td className="num">
                  {grain.callsPerSecond === undefined ? '–' : formatRate(grain.callsPerSecond)}
                </td>
                <td className="num">{formatCompact(grain.calls)}</td>
                <td className="num">{formatWhole(grain.waiting)}</td>
                <td className="num">{formatDuration(grain.idleSeconds * 1_000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

import { useState } from 'react';
import type { SiloAnswer } from '../api/types';
import { formatCompact, formatMicroseconds, formatRate, formatWhole } from '../format/number';
import { formatDateTime, formatDuration } from '../format/time';
import { ErrorState, LoadingState } from '../ui/State';
import { BusiestGrains } from './BusiestGrains';
import { GrainInspector } from './GrainInspector';
import { LiveGraph } from './LiveGraph';
import type { SiloRates } from './rates';
import { pastSeconds, useSilo } from './useSilo';
import './grains.css';

/** The page of what the silo is doing. */
export default function GrainsPage() {
  const { silo, error, reload, past } = useSilo();
  const [inspected, setInspected] = useState({ type: 'symbol', key: '' });
  if (!silo) {
    return error ? (
      <ErrorState what="The silo" error={error} onRetry={reload} />
    ) : (
      <LoadingState what="the silo" />
    );
  }
  return (
    <div className="page grains-page">
      <div className="page-head">
        <h1>Grains</h1>
        <span className="quiet">
          1 silo, version {silo.version}, up {formatDuration(silo.uptimeSeconds * 1_000)} since{' '}
          {formatDateTime(silo.startedAt)}
        </span>
        {error ? <span className="down">{error}</span> : null}
      </div>
      <div className="graphs">
        <LiveGraph
          title="Ticks a second"
          values={past.map((each) => each.ticks)}
          format={formatRate}
          capacity={pastSeconds}
        />
        <LiveGraph
          title="Triggers a second"
          values={past.map((each) => each.triggers)}
          format={formatRate}
          capacity={pastSeconds}
        />
        <LiveGraph
          title="Lag, ticks"
          values={past.map((each) => each.lag)}
          format={formatCompact}
          capacity={pastSeconds}
        />
      </div>
      <div className="grains-layout">
        <div className="grains-column">
          <GrainTypes silo={silo} rates={past.at(-1)} />
          <Partitions silo={silo} />
          <Sources silo={silo} />
        </div>
        <div className="grains-column">
          <BusiestGrains
            types={silo.grains.map((grain) => grain.type)}
            onInspect={(type, key) => setInspected({ type, key })}
          />
          <GrainInspector
            types={silo.grains.map((grain) => grain.type)}
            type={inspected.type}
            grainKey={inspected.key}
            onChange={(type, key) => setInspected({ type, key })}
          />
        </div>
      </div>
    </div>
  );
}

function GrainTypes({ silo, rates }: { silo: SiloAnswer; rates: SiloRates | undefined }) {
  return (
    <section className="panel" aria-label="Grain types">
      <div className="panel-head">
        <h2>Grain types</h2>
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
            {silo.grains.map((grain) => (
              <tr key={grain.type}>
                <td>{grain.type}</td>
                <td className="num">{formatWhole(grain.activations)}</td>
                <td className="num">{formatRate(rates?.callsByType.get(grain.type) ?? 0)}</td>
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
    </section>
  );
}

function Partitions({ silo }: { silo: SiloAnswer }) {
  return (
    <section className="panel" aria-label="Partitions">
      <div className="panel-head">
        <h2>Partitions</h2>
        <span className="quiet">{silo.partitions.length}</span>
      </div>
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
            {silo.partitions.map((partition) => (
              <tr key={partition.number} title={partition.error ?? undefined}>
                <td className="num">{partition.number}</td>
                <td>this silo</td>
                <td className={partition.error ? 'down' : ''}>
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

function Sources({ silo }: { silo: SiloAnswer }) {
  return (
    <section className="panel" aria-label="Sources">
      <div className="panel-head">
        <h2>Sources</h2>
      </div>
      {silo.sources.length === 0 ? <p className="state">None; ticks come over the API.</p> : null}
      <ul className="sources">
        {silo.sources.map((source) => (
          <li key={source.name}>
            <strong>{source.name}</strong>
            <span>{source.state}</span>
            <span className="quiet">
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

function formatAge(seconds: number | null): string {
  return seconds === null ? 'none yet' : `${seconds.toFixed(1)} s`;
}

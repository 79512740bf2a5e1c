import type { SiloEntry } from '../api/types';
import { formatRate, formatWhole } from '../format/number';
import { formatDateTime, formatDuration } from '../format/time';
import { lagOf, type SiloRates } from './rates';

/** The silos: whether each is well, and how much of the work it has. */
export function SiloTable({ silos, rates }: { silos: readonly SiloEntry[]; rates: SiloRates | undefined }) {
  return (
    <section className="panel" aria-label="Silos">
      <div className="panel-head">
        <h2>Silos</h2>
        <span className="quiet">{silos.length}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keys. */}
      <div className="scroll-x" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>Silo</th>
              <th>State</th>
              <th className="num">Partitions</th>
              <th className="num">Ticks/s</th>
              <th className="num">Lag</th>
              <th className="num">Up</th>
              <th>Version</th>
            </tr>
          </thead>
          <tbody>
            {silos.map((silo) => (
              <SiloRow
                key={silo.id}
                silo={silo}
                isOfMany={silos.length > 1}
                ticks={rates?.ticksBySilo.get(silo.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SiloRow({
  silo,
  isOfMany,
  ticks,
}: {
  silo: SiloEntry;
  isOfMany: boolean;
  ticks: number | undefined;
}) {
  const { state } = silo;
  return (
    <tr>
      <td title={silo.address ?? undefined}>
        {silo.id}
        {silo.isSelf && isOfMany ? <span className="quiet"> this page’s</span> : null}
      </td>
      <td className={silo.error ? 'down' : ''}>
        {silo.error ??
          (silo.heartbeatAgeSeconds === null
            ? 'running'
            : `running, seen ${silo.heartbeatAgeSeconds.toFixed(0)} s ago`)}
      </td>
      <td className="num">{state ? formatWhole(state.partitions.length) : '–'}</td>
      <td className="num">{ticks === undefined ? '–' : formatRate(ticks)}</td>
      <td className="num">{state ? formatWhole(lagOf(silo)) : '–'}</td>
      <td className="num" title={state ? `since ${formatDateTime(state.startedAt)}` : undefined}>
        {state ? formatDuration(state.uptimeSeconds * 1_000) : '–'}
      </td>
      <td>{state?.version ?? '–'}</td>
    </tr>
  );
}

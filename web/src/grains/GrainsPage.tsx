import { useState } from 'react';
import { formatCompact, formatRate, plural } from '../format/number';
import { ErrorState, LoadingState } from '../ui/State';
import { BusiestGrains } from './BusiestGrains';
import { GrainInspector } from './GrainInspector';
import { GrainTypes } from './GrainTypes';
import { LiveGraph } from './LiveGraph';
import { PartitionTable } from './PartitionTable';
import { joinGrains } from './rates';
import { SiloTable } from './SiloTable';
import { Sources } from './Sources';
import { pastSeconds, useSilos } from './useSilos';
import './grains.css';

/** The page of what the silos are doing. */
export default function GrainsPage() {
  const { silos, error, reload, past } = useSilos();
  const [chosen, setChosen] = useState('');
  const [inspected, setInspected] = useState({ type: 'symbol', key: '', round: 0 });
  if (!silos) {
    return error ? (
      <ErrorState what="The silos" error={error} onRetry={reload} />
    ) : (
      <LoadingState what="the silos" />
    );
  }
  // A silo that is gone cannot stay chosen.
  const silo = silos.items.some((each) => each.id === chosen) ? chosen : '';
  const shown = silos.items.filter((each) => silo === '' || each.id === silo);
  const grains = joinGrains(shown);
  const types = grains.map((grain) => grain.type);
  const rates = past.at(-1);
  const callsPerSecond = (type: string) =>
    shown.reduce((sum, each) => sum + (rates?.calls.get(each.id)?.get(type) ?? 0), 0);
  return (
    <div className="page grains-page">
      <div className="page-head">
        <h1>Grains</h1>
        <span className="quiet">
          {plural(silos.items.length, 'silo')}, {plural(silos.partitionCount, 'partition')}
        </span>
        {error ? (
          <span className="down" role="status">
            {error} What you see is from before.
          </span>
        ) : null}
        <span className="spring" />
        {silos.items.length > 1 ? (
          <select
            className="select"
            aria-label="Silo"
            value={silo}
            onChange={(event) => setChosen(event.target.value)}
          >
            <option value="">All silos</option>
            {silos.items.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        ) : null}
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
          <SiloTable silos={silos.items} rates={rates} />
          <GrainTypes grains={grains} callsPerSecond={callsPerSecond} isOfMany={shown.length > 1} />
          <PartitionTable silos={shown} unowned={silos.unowned} />
          <Sources silos={shown} />
        </div>
        <div className="grains-column">
          <BusiestGrains
            silo={silo}
            types={types}
            isOfMany={silos.items.length > 1}
            onInspect={(type, key) => setInspected(({ round }) => ({ type, key, round: round + 1 }))}
          />
          <GrainInspector
            types={types}
            type={inspected.type}
            grainKey={inspected.key}
            round={inspected.round}
            onChange={(type, key) => setInspected(({ round }) => ({ type, key, round }))}
          />
        </div>
      </div>
    </div>
  );
}

import type { GrainTypeStats, SiloAnswer, SiloEntry, SiloList } from '../api/types';

/** What the silos did a second, between two looks at them. */
export interface SiloRates {
  at: number;
  ticks: number;
  triggers: number;
  lag: number;
  /** Calls a second, by silo and grain type. */
  calls: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Ticks a second, by silo. */
  ticksBySilo: ReadonlyMap<string, number>;
}

/** A look at the silos, with the time it was taken. */
export interface Look {
  at: number;
  silos: SiloList;
  lastTrigger: number;
}

/** What happened a second between two looks; undefined where nothing can be said, as on the first look after all silos
 * started anew. A silo that is new or was started anew counts from the next look on. */
export function ratesBetween(before: Look, now: Look): SiloRates | undefined {
  const seconds = (now.at - before.at) / 1_000;
  const pairs = now.silos.items.flatMap((silo) => {
    const past = before.silos.items.find((each) => each.id === silo.id)?.state;
    return silo.state && past?.startedAt === silo.state.startedAt
      ? [{ id: silo.id, past, state: silo.state }]
      : [];
  });
  if (seconds <= 0 || pairs.length === 0) {
    return undefined;
  }
  const rate = (from: number, to: number) => Math.max(0, (to - from) / seconds);
  const ticksBySilo = new Map(
    pairs.map(({ id, past, state }) => [id, rate(0, foldedBetween(past, state))] as const),
  );
  return {
    at: now.at,
    ticks: [...ticksBySilo.values()].reduce((sum, ticks) => sum + ticks, 0),
    triggers: rate(before.lastTrigger, now.lastTrigger),
    lag: now.silos.items.reduce((sum, silo) => sum + lagOf(silo), 0),
    calls: new Map(
      pairs.map(({ id, past, state }) => {
        const calls = new Map(past.grains.map((grain) => [grain.type, grain.calls]));
        return [
          id,
          new Map(state.grains.map((grain) => [grain.type, rate(calls.get(grain.type) ?? 0, grain.calls)])),
        ];
      }),
    ),
    ticksBySilo,
  };
}

/** The newest values of a series, at most so many. */
export function pushBounded<T>(series: readonly T[], value: T, most: number): T[] {
  return [...series, value].slice(-most);
}

/** Ticks that a silo's partitions still have before them. */
export function lagOf(silo: SiloEntry): number {
  return silo.state?.partitions.reduce((sum, partition) => sum + partition.lag, 0) ?? 0;
}

/** What the grains of each type did on all of these silos: counts together, times of the slowest silo. */
export function joinGrains(silos: readonly SiloEntry[]): GrainTypeStats[] {
  const byType = new Map<string, GrainTypeStats>();
  for (const grain of silos.flatMap((silo) => silo.state?.grains ?? [])) {
    const known = byType.get(grain.type);
    byType.set(
      grain.type,
      known
        ? {
            type: grain.type,
            activations: known.activations + grain.activations,
            calls: known.calls + grain.calls,
            failures: known.failures + grain.failures,
            waiting: known.waiting + grain.waiting,
            p50Microseconds: Math.max(known.p50Microseconds, grain.p50Microseconds),
            p99Microseconds: Math.max(known.p99Microseconds, grain.p99Microseconds),
          }
        : grain,
    );
  }
  return [...byType.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** Ticks that partitions went on by which the silo had at both times; one that just came to it brings its whole past. */
function foldedBetween(past: SiloAnswer, state: SiloAnswer): number {
  const counts = new Map(past.partitions.map((partition) => [partition.number, partition.tickCount]));
  return state.partitions.reduce(
    (sum, { number, tickCount }) => sum + Math.max(0, tickCount - (counts.get(number) ?? tickCount)),
    0,
  );
}

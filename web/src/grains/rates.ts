import type { SiloAnswer } from '../api/types';

/** What the silo did a second, between two looks at it. */
export interface SiloRates {
  at: number;
  ticks: number;
  triggers: number;
  lag: number;
  callsByType: ReadonlyMap<string, number>;
}

/** A look at the silo, with the time it was taken. */
export interface Look {
  at: number;
  silo: SiloAnswer;
  lastTrigger: number;
}

/** What happened a second between two looks; undefined where counts went back, as after a restart. */
export function ratesBetween(before: Look, now: Look): SiloRates | undefined {
  const seconds = (now.at - before.at) / 1_000;
  if (seconds <= 0 || before.silo.startedAt !== now.silo.startedAt) {
    return undefined;
  }
  const calls = new Map(before.silo.grains.map((grain) => [grain.type, grain.calls]));
  const rate = (from: number, to: number) => Math.max(0, (to - from) / seconds);
  return {
    at: now.at,
    ticks: rate(tickCount(before.silo), tickCount(now.silo)),
    triggers: rate(before.lastTrigger, now.lastTrigger),
    lag: now.silo.partitions.reduce((sum, partition) => sum + partition.lag, 0),
    callsByType: new Map(
      now.silo.grains.map((grain) => [grain.type, rate(calls.get(grain.type) ?? 0, grain.calls)]),
    ),
  };
}

/** The newest values of a series, at most so many. */
export function pushBounded<T>(series: readonly T[], value: T, most: number): T[] {
  return [...series, value].slice(-most);
}

function tickCount(silo: SiloAnswer): number {
  return silo.partitions.reduce((sum, partition) => sum + partition.tickCount, 0);
}

import { realTrades, Silo, waitFor } from './silo';

/** A silo with a past: the real trades where they are, else simulated ones. */
export async function startMarket(): Promise<{ silo: Silo; symbol: string }> {
  const options = realTrades
    ? ['--Source', 'replay', '--Replay:File', realTrades]
    : [
        '--Source',
        'simulator',
        '--Simulator:Symbols',
        'SPY,BAC,AIG,IBM',
        '--Simulator:Speed',
        'max',
        '--Simulator:Limit',
        '200000',
      ];
  const silo = await Silo.start(...options);
  await waitFor(async () => {
    const state = await silo.ask<{ sources: { state: string }[]; partitions: { lag: number }[] }>('/silo');
    return (
      state.sources.every((source) => source.state === 'completed') &&
      state.partitions.every((partition) => partition.lag === 0)
    );
  }, 60_000);
  return { silo, symbol: 'SPY' };
}

/** How the connection to the silo stands. */
export type ConnectionStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'lost'; since: number; retryAt: number; reason: string };

const delays = [0, 500, 1_000, 2_000, 5_000];

/** How long to wait before trying again for the n-th time, from 0; a little apart for every tab. */
export function retryDelay(attempt: number, random: number = Math.random()): number {
  const base = delays[Math.min(attempt, delays.length - 1)] ?? 5_000;
  return Math.round(base * (0.8 + 0.4 * random));
}

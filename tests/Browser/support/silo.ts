import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'Silo/bin/Release/net10.0/Tripline.Silo.dll');
const shared = process.env.TRIPLINE_SHARED ?? join(root, '..', 'shared');
const startLimit = 60_000;

/** The real trades, where they are. */
export const realTrades = [join(shared, 'data/us-equity-trades-20131007.csv.gz')].find(existsSync);

/** A tick as it is posted. */
export interface Tick {
  symbol: string;
  price: number;
  size?: number;
  time?: string | number;
}

/** A real silo in a process of its own, on a data folder of its own. */
export class Silo {
  readonly #data = mkdtempSync(join(tmpdir(), 'tripline-browser-'));
  readonly #options: string[];
  #process: ChildProcess | undefined;
  #log = '';

  private constructor(
    readonly port: number,
    options: string[],
  ) {
    this.#options = options;
  }

  /** Starts a silo and waits until it is ready. */
  static async start(...options: string[]): Promise<Silo> {
    const silo = new Silo(await freePort(), options);
    await silo.restart();
    return silo;
  }

  /** Where it listens. */
  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Starts the process, on the folder that it had before. */
  async restart(): Promise<void> {
    const options = ['--Urls', this.url, '--Data:Path', this.#data, ...this.#options];
    const child = spawn('dotnet', [program, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (text) => {
      this.#log = (this.#log + text).slice(-20_000);
    });
    child.stderr.on('data', (text) => {
      this.#log = (this.#log + text).slice(-20_000);
    });
    this.#process = child;
    await waitFor(async () => {
      if (child.exitCode !== null) {
        throw new Error(`The silo ended with ${child.exitCode}: ${this.#log}`);
      }
      return (await fetch(`${this.url}/ready`)).ok;
    }, startLimit);
  }

  /** Ends the process without a chance to clean up. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
  }

  /** Ends the process and removes its folder. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#data, { recursive: true, force: true });
  }

  /** Asks the API. */
  async ask<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as T;
  }

  /** Posts ticks; durable on completion. */
  async post(...ticks: Tick[]): Promise<void> {
    await this.ask('/ticks', ticks);
  }

  /** The last price of a symbol. */
  async lastPrice(symbol: string): Promise<number> {
    return (await this.ask<{ lastPrice: number }>(`/quotes/${symbol}`)).lastPrice;
  }

  /** Waits until so many ticks of a symbol are folded. */
  async folded(symbol: string, count: number): Promise<void> {
    await waitFor(
      async () => (await this.ask<{ tickCount: number }>(`/quotes/${symbol}`)).tickCount >= count,
    );
  }
}

/** Waits until something holds; what it throws counts as not yet, until the time is over. */
export async function waitFor(holds: () => Promise<boolean>, milliseconds = 20_000): Promise<void> {
  const until = Date.now() + milliseconds;
  let last: unknown;
  while (Date.now() < until) {
    try {
      if (await holds()) {
        return;
      }
    } catch (error) {
      last = error;
      if (error instanceof Error && error.message.startsWith('The silo ended')) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    `It did not come to hold within ${milliseconds} ms. ${last instanceof Error ? last.message : ''}`,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

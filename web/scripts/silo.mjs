// Starts and ends a silo for the other scripts.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../Silo/bin/Release/net10.0/Tripline.Silo.dll', import.meta.url));

export const browserOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--enable-precise-memory-info',
  ],
};

export class Silo {
  constructor(port) {
    this.url = `http://localhost:${port}`;
    this.data = mkdtempSync(join(tmpdir(), 'tripline-web-'));
  }

  async start(...options) {
    this.process = spawn('dotnet', [program, '--Urls', this.url, '--Data:Path', this.data, ...options], {
      stdio: 'ignore',
    });
    await until(async () => (await fetch(`${this.url}/ready`)).ok);
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }

  async dispose() {
    if (this.process?.exitCode === null && this.process.signalCode === null) {
      await this.stop();
    }
    rmSync(this.data, { recursive: true, force: true });
  }

  async ask(path, body) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return response.json();
  }

  async completed() {
    await until(async () => {
      const { sources, partitions } = await this.ask('/silo');
      return (
        sources.every((each) => each.state === 'completed') && partitions.every((each) => each.lag === 0)
      );
    });
  }
}

async function until(holds) {
  for (let attempt = 0; attempt < 1_200; attempt++) {
    if (await holds().catch(() => false)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The silo did not come to it within two minutes.');
}

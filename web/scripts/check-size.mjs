// Fails when the scripts of the first load are larger than the budget, gzipped.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budget = 250_000;
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const files = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1]);
const sizes = files.map((file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
const total = sizes.reduce((sum, size) => sum + size, 0);
console.log(`first load: ${(total / 1_000).toFixed(1)} kB of scripts gzipped, in ${files.length} files`);
if (files.length === 0 || total > budget) {
  console.error(`The budget is ${budget / 1_000} kB.`);
  process.exit(1);
}

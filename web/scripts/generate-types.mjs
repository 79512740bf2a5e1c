// Writes src/api/schema.d.ts from the OpenAPI document of a running silo; with --check only says whether it is up to
// date. Usage: node scripts/generate-types.mjs [--check] [address of the silo]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const file = fileURLToPath(new URL('../src/api/schema.d.ts', import.meta.url));
const silo = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? 'http://localhost:8080';
const isCheck = process.argv.includes('--check');

const response = await fetch(`${silo}/openapi/v1.json`);
const document = await response.json();
delete document.servers;
const types = await openapi(document, { alphabetize: true, defaultNonNullable: false });
const text = `// Generated from the silo's OpenAPI document by \`npm run types\`; do not edit.\n\n${astToString(types)}`;

if (!isCheck) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('src/api/schema.d.ts is not what the silo says. Run npm run types with the silo running.');
  process.exit(1);
}

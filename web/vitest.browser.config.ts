import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The scenarios of tests/Browser, which use this folder's packages.
export default defineConfig({
  resolve: {
    alias: {
      'playwright-core': here('node_modules/playwright-core/index.mjs'),
      vitest: here('node_modules/vitest/dist/index.js'),
    },
  },
  test: {
    dir: here('../tests/Browser'),
    root: here('..'),
    include: ['**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a page comes to show is waited for: on a loaded machine that takes longer than a second.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    reporters: ['default', ['junit', { outputFile: here('TestResults/browser.xml') }]],
  },
});

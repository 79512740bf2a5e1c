import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// In development the page comes from Vite and everything else from a silo.
const silo = process.env.TRIPLINE_SILO ?? 'http://localhost:8080';

// The silo refuses pages of other origins, so a request comes to it as its own.
const target = { target: silo, changeOrigin: true, headers: { origin: silo } };
const proxy = { '/api': target, '/hubs': { ...target, ws: true } };

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The silo serves a strict content security policy: nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  preview: { proxy },
  server: { proxy },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    reporters: ['default', ['junit', { outputFile: 'TestResults/vitest.xml' }]],
  },
});

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// In development the page comes from Vite and everything else from a silo.
const silo = process.env.TRIPLINE_SILO ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The silo serves a strict content security policy: nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  server: {
    proxy: {
      '/api': silo,
      '/hubs': { target: silo, ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    reporters: ['default', ['junit', { outputFile: 'TestResults/vitest.xml' }]],
  },
});

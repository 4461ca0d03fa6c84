import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const src = fileURLToPath(new URL('./src', import.meta.url));
const studio = process.env.ENFOADS_STUDIO ?? 'http://127.0.0.1:5000';

/** The text face is on the critical path of every page: start it with the HTML instead of after the CSS. */
const preloadTextFace = (): Plugin => ({
  name: 'preload-text-face',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /instrument-sans-latin-wght.*\.woff2$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `${base}${file}` },
          injectTo: 'head',
        })),
  },
});

const base = process.env.VITE_BASE ?? '/app/';

export default defineConfig({
  base,
  plugins: [react(), preloadTextFace()],
  resolve: { alias: { '@': src } },
  build: { target: 'es2023', sourcemap: false, assetsInlineLimit: 1024, chunkSizeWarningLimit: 800 },
  server: {
    port: 5173,
    // Everything that is not the page itself belongs to the studio, sockets included.
    proxy: { '^/(?!app(/|$))': { target: studio, ws: true } },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://studio.test/app/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    testTimeout: 15_000,
  },
});

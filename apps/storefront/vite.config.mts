import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The door of a system that runs here, for `vite` as a development server. */
const DOOR = process.env['CONCORD_DOOR'] ?? 'http://localhost:3000';
const BEHIND_THE_DOOR = '^/(auth|[a-z-]+/v1)';

export default defineConfig({
  root: import.meta.dirname,
  base: '/shop/',
  plugins: [react()],
  resolve: { conditions: ['@concord/source', 'module', 'browser', 'development|production'] },
  build: { outDir: 'dist', emptyOutDir: true, sourcemap: false, target: 'es2023', chunkSizeWarningLimit: 700 },
  server: { proxy: { [BEHIND_THE_DOOR]: { target: DOOR, changeOrigin: false } } },
});

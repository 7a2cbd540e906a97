import { chmodSync, mkdirSync } from 'node:fs';

/**
 * Makes a folder that nobody else on this machine can read. Where we are root, Postgres runs as another user: what leads
 * to its data can be entered then (`isPassage`), and is not listed.
 */
export function privateFolder(folder: string, isPassage = false): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, isPassage && process.getuid?.() === 0 ? 0o711 : 0o700);
}

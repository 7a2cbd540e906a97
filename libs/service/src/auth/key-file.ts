import { randomUUID } from 'node:crypto';
import { link, rename, unlink, writeFile } from 'node:fs/promises';

/** Writes a file that others may read, whole or not at all. Of several writers the last wins. */
export const writeWhole = (file: string, text: string): Promise<void> => viaTemporary(file, text, 0o644, rename);

/** Writes a secret file, whole or not at all. Of several writers the first wins; the others change nothing. */
export const writeOnce = (file: string, text: string): Promise<void> =>
  viaTemporary(file, text, 0o600, async (temporary) => {
    await link(temporary, file).catch(unlessCode('EEXIST'));
    await unlink(temporary);
  });

async function viaTemporary(
  file: string,
  text: string,
  mode: number,
  place: (temporary: string, file: string) => Promise<void>,
): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  await writeFile(temporary, text, { mode, flag: 'wx' });
  await place(temporary, file);
}

/** For `catch`: undefined where the error has this code, else the error again. */
export const unlessCode = (code: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== code) throw error;
  return undefined;
};

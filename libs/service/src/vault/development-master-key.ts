import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeOnce } from '../auth/key-file';
import { MASTER_KEY } from './master-key';

const FILE = 'master-key';

/**
 * The master key for trying Concord out that is kept in `folder`; the first to come creates it. Throws an Error with
 * NODE_ENV=production, and where the file is damaged.
 */
export async function developmentMasterKey(folder: string, environment = process.env): Promise<string> {
  if (environment['NODE_ENV'] === 'production')
    throw new Error('The development master key is refused with NODE_ENV=production: set CONCORD_MASTER_KEY.');
  const file = path.resolve(folder, FILE);
  await mkdir(folder, { recursive: true });
  await writeOnce(file, `${randomBytes(32).toString('base64')}\n`);
  const text = (await readFile(file, 'utf8')).trim();
  if (!MASTER_KEY.test(text)) throw new Error(`The master key ${file} is damaged: put the right one back.`);
  return text;
}

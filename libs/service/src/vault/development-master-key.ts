import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeOnce } from '../auth/key-file';
import { MASTER_KEY } from './master-key';

/**
 * The master key for trying Concord out that is kept in `folder`; the first to come creates it. Throws an Error with
 * NODE_ENV=production, and where the file is damaged.
 */
export const developmentMasterKey = (folder: string, environment = process.env): Promise<string> =>
  developmentKey(folder, 'master-key', 'CONCORD_MASTER_KEY', environment);

/** The key of the session cookie for trying Concord out, kept and refused in the same way. */
export const developmentSessionKey = (folder: string, environment = process.env): Promise<string> =>
  developmentKey(folder, 'session-key', 'CONCORD_SESSION_KEY', environment);

async function developmentKey(
  folder: string,
  name: string,
  variable: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  if (environment['NODE_ENV'] === 'production')
    throw new Error(`The development ${name} is refused with NODE_ENV=production: set ${variable}.`);
  const file = path.resolve(folder, name);
  await mkdir(folder, { recursive: true });
  await writeOnce(file, `${randomBytes(32).toString('base64')}\n`);
  const text = (await readFile(file, 'utf8')).trim();
  if (!MASTER_KEY.test(text)) throw new Error(`The key ${file} is damaged: put the right one back.`);
  return text;
}

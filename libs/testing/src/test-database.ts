import { createDatabase, dropDatabase } from '@concord/local-infra';
import { postgresUrl } from './servers';
import { uniqueName } from './unique-name';

/** A database of one spec file. */
export interface TestDatabase {
  /** Known from the first `beforeAll` after the declaration on. */
  readonly url: string;
}

/** How the database begins. */
export interface TestDatabaseOptions {
  /** Copied from this database, which must allow no connections meanwhile. */
  readonly template?: string;
  /** Brings it into shape, for instance runs the migrations. */
  readonly prepare?: (url: string) => Promise<void>;
}

/**
 * Declares a database for this spec file, made before its tests and dropped after them. Call it at the top of the file,
 * outside of every `describe`: hooks within one close their connections before this one drops the database.
 */
export function testDatabase(name: string, { template, prepare }: TestDatabaseOptions = {}): TestDatabase {
  const database = uniqueName(`test-${name}`);
  let url: string | undefined;

  beforeAll(async () => {
    url = await createDatabase(postgresUrl(), database, template ? { template } : {});
    await prepare?.(url);
  }, 60_000);

  afterAll(async () => {
    if (url) await dropDatabase(postgresUrl(), database);
  }, 60_000);

  return {
    get url() {
      if (!url)
        throw new Error('The test database exists from the first beforeAll on: read its url in a hook or a test.');
      return url;
    },
  };
}

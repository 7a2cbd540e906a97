import type { GenericContainer } from 'testcontainers';
import { ContainerServer, type ContainerRecipe } from './container-server';
import { DataFolder } from './data-folder';
import { answers } from './postgres-process';
import { LOCALE, POSTGRES_SETTINGS } from './postgres-settings';
import type { PostgresServer } from './server';

// A published port is reachable from the network, so here, other than for the process, there is a password.
const PASSWORD = 'concord';
const DATA = '/var/lib/postgresql/concord';

/** The same major version that runs as a process. */
export class PostgresContainerRecipe implements ContainerRecipe {
  readonly name = 'Postgres';
  readonly image = 'postgres:18';
  readonly dataPath = DATA;
  readonly folder: DataFolder;

  constructor(folder: string) {
    this.folder = new DataFolder(folder, this.name);
  }

  configure(container: GenericContainer, { port }: { port: number }): GenericContainer {
    const settings = Object.entries(POSTGRES_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return container
      .withExposedPorts({ container: 5432, host: port })
      .withEnvironment({
        POSTGRES_PASSWORD: PASSWORD,
        POSTGRES_INITDB_ARGS: ['--encoding=UTF8', ...LOCALE].join(' '),
        // A folder below the mount: some file systems put a lost+found into the mount itself, which initdb refuses.
        PGDATA: `${DATA}/data`,
      })
      .withCommand(['postgres', ...settings]);
  }

  isReady({ host, port }: { host: string; port: number }): Promise<boolean> {
    return answers(urlOf(host, port));
  }
}

/** A Postgres run in a container from the recipe above. */
export class PostgresContainer extends ContainerServer implements PostgresServer {
  get url(): string {
    return urlOf(this.host, this.port);
  }
}

function urlOf(host: string, port: number): string {
  return `postgres://postgres:${PASSWORD}@${host}:${port}/postgres`;
}

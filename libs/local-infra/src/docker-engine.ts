import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { homedir } from 'node:os';
import path from 'node:path';
import { InfraProblem } from './infra-problem';

/** Where servers are to come from; left out, containers are used if a Docker engine answers. */
export type ServersFrom = 'container' | 'process';

const ANSWERS_WITHIN_MS = 1_500;

let answered: Promise<boolean> | undefined;

/** The choice of CONCORD_INFRA, else the caller's, else whether a Docker engine answers. */
export async function chooseSource(asked: ServersFrom | undefined): Promise<{ source: ServersFrom; forced: boolean }> {
  const wanted = process.env['CONCORD_INFRA'] ?? asked;
  if (wanted && wanted !== 'container' && wanted !== 'process') {
    throw new InfraProblem(`CONCORD_INFRA is "${wanted}": write container or process, or unset it.`);
  }
  if (wanted === 'process') return { source: 'process', forced: true };
  answered ??= engineAnswers();
  if (await answered) return { source: 'container', forced: wanted === 'container' };
  if (wanted === 'container') {
    throw new InfraProblem(
      'Containers were asked for and no Docker engine answers: start Docker, or unset CONCORD_INFRA.',
    );
  }
  return { source: 'process', forced: false };
}

/** Asked here with a time limit, because testcontainers itself goes on asking for far longer. */
async function engineAnswers(): Promise<boolean> {
  const named = process.env['DOCKER_HOST'];
  if (named?.startsWith('tcp://')) return ping({ host: new URL(named).hostname, port: new URL(named).port });
  if (named && !named.startsWith('unix://')) return false;
  const sockets = named ? [named.slice('unix://'.length)] : usualSockets();
  const answers = await Promise.all(
    sockets.filter((socket) => existsSync(socket)).map((socketPath) => ping({ socketPath })),
  );
  return answers.includes(true);
}

/** The places where testcontainers looks, too. */
function usualSockets(): string[] {
  const runtime = process.env['XDG_RUNTIME_DIR'];
  return [
    '/var/run/docker.sock',
    ...(runtime ? [path.join(runtime, 'docker.sock')] : []),
    path.join(homedir(), '.docker', 'run', 'docker.sock'),
    path.join(homedir(), '.docker', 'desktop', 'docker.sock'),
  ];
}

function ping(where: { socketPath: string } | { host: string; port: string }): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ ...where, path: '/_ping', timeout: ANSWERS_WITHIN_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { developmentIssuer, TRIAL_MASTER_KEY } from '@concord/service';
import { eventually } from '@concord/testing';
import { readDoorConfig } from '../src/config';
import { startDoor, type RunningDoor } from '../src/door';
import { freePort } from './free-port';
import { PlainService } from './plain-service';

describe('a caller who hangs up before the answer of a service', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'door-keys-'));
  /** Answers that the specs give. */
  const asked: ServerResponse[] = [];
  let service: PlainService;
  let door: RunningDoor;
  let token: string;
  let metricsPort: number;

  beforeAll(async () => {
    service = await PlainService.start({ '/v1/late': (response) => void asked.push(response) });
    token = await (await developmentIssuer(folder)).mint({ roles: 'inventory_manager' });
    metricsPort = await freePort();
    door = await startDoor(
      readDoorConfig({
        PORT: '0',
        METRICS_PORT: String(metricsPort),
        CONCORD_SERVICES: `plain=${service.url}`,
        CONCORD_SESSION_KEY: TRIAL_MASTER_KEY,
        CONCORD_KEYS: folder,
        AUTH_JWKS: path.join(folder, 'jwks.json'),
        AUTH_ISSUER: 'concord-development',
        LOG_LEVEL: 'silent',
      }),
    );
  }, 30_000);
  afterAll(async () => {
    await door.stop();
    await service.stop();
    rmSync(folder, { recursive: true });
  }, 20_000);

  it.each([
    ['GET', ['', '']],
    ['POST', ['content-type: application/json', 'content-length: 2', '', '{}']],
  ])('is no fault of the door: %s', async (method, rest) => {
    const lines = [`${method} /plain/v1/late HTTP/1.1`, 'host: door', `authorization: Bearer ${token}`, ...rest];
    const { hostname, port } = new URL(door.url);
    const caller = connect(Number(port), hostname, () => caller.write(lines.join('\r\n')));
    await eventually(() => expect(asked).toHaveLength(1));
    caller.destroy();
    const open = promisify(door.server.server.getConnections.bind(door.server.server));
    await eventually(async () => expect(await open()).toBe(0));
    const answer = asked.pop()!;
    const cut = new Promise((resolve) => answer.once('close', resolve));
    // Too large to have arrived as a whole before the door cuts it off.
    answer.end(Buffer.alloc(32 * 1_048_576));
    await cut;
    const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect((await metrics.text()).match(/^concord_problems\{.*/gm)).toBeNull();
  });
});

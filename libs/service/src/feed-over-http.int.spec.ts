import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Model } from '@concord/event-sourcing';
import { readConfig } from './config';
import { TRIAL_MASTER_KEY } from './vault/master-key';
import { feedOverHttp } from './feed-over-http';

describe('the token with which a feed is read', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-feed-'));
  const file = path.join(folder, 'feed-token');
  const sent: (string | undefined)[] = [];
  const source = createServer((request, response) => {
    sent.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json');
    response.end('{"items":[]}');
  });
  beforeAll(() => new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    rmSync(folder, { recursive: true });
    return new Promise((resolve) => source.close(resolve));
  });

  const read = (token: object) => {
    const config = readConfig({
      DATABASE_URL: 'postgres://localhost/x',
      KAFKA_BROKERS: 'localhost:1',
      AUTH_JWKS: 'x',
      AUTH_ISSUER: 'x',
      CONCORD_MASTER_KEY: TRIAL_MASTER_KEY,
      CONCORD_FEEDS: `tills=http://127.0.0.1:${(source.address() as AddressInfo).port}`,
      ...token,
    });
    return feedOverHttp(config, new Model({ name: 'bank' }))('tills.events', 0, '0.0.0', '1.1.1');
  };

  it('is the text that is given, or that of a file at the time', async () => {
    await read({ CONCORD_FEED_TOKEN: 'a.b.c' });
    writeFileSync(file, 'first\n');
    await read({ CONCORD_FEED_TOKEN_FILE: file });
    writeFileSync(file, 'renewed\n');
    await read({ CONCORD_FEED_TOKEN_FILE: file });
    expect(sent).toEqual(['Bearer a.b.c', 'Bearer first', 'Bearer renewed']);
  });
});

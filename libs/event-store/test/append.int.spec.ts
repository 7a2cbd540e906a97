import { testDatabase, add, engineOn, openTills, run, TillRow } from '@concord/testing';

const database = testDatabase('append');

describe('the append', () => {
  let tills: Awaited<ReturnType<typeof openTills>>;

  beforeAll(async () => {
    tills = await openTills(database.url);
  });
  afterAll(() => tills.close());

  const versions = (name: string) =>
    tills.dataSource.query(`select version, type, pub_seq from events where stream_id = $1 order by version`, [
      `till-${name}`,
    ]);
  const coins = async (name: string) =>
    (await tills.dataSource.getRepository(TillRow).findOneBy({ till: name }))?.coins;

  const lanesOf = (token: string) => token.split(', ').map((one) => one.split('.')[1]);

  it('writes events, head row and own view in one commit', async () => {
    const outcome = await run(tills.engine, add('a', 3));
    expect(outcome).toMatchObject({ kind: 'done', token: expect.stringMatching(/^tills\.\d\.1\.\d+\.\d+$/) });
    await run(tills.engine, { type: 'CountTill', data: { till: 'a' } });
    await run(tills.engine, add('a', 4));
    expect(await versions('a')).toEqual([
      { version: 1, type: 'CoinsAdded', pub_seq: 1 },
      { version: 2, type: 'TillCounted', pub_seq: null },
      { version: 3, type: 'CoinsAdded', pub_seq: 2 },
    ]);
    expect(await coins('a')).toBe(7);
  });

  it('counts every one of many simultaneous commands, on one stream and over two instances', async () => {
    const second = engineOn(tills.model, tills.store);
    const other = await openTills(database.url);
    const engines = [tills.engine, second, other.engine];
    await Promise.all(Array.from({ length: 300 }, (_, n) => run(engines[n % engines.length]!, add('hot', 1))));
    expect(await coins('hot')).toBe(300);
    const written: { version: number }[] = await versions('hot');
    expect(written.map(({ version }) => version)).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    await other.close();
  });

  it('refuses on what the store says, not on what an instance remembers', async () => {
    const other = await openTills(database.url);
    await run(tills.engine, add('full', 990));
    await run(other.engine, add('full', 10));
    expect(await run(tills.engine, add('full', 1))).toMatchObject({
      kind: 'rejected',
      rejection: { code: 'till-full' },
    });
    await other.close();
  });

  it('answers a repeated key with the first answer and appends nothing', async () => {
    const first = await run(tills.engine, add('keyed', 5), 'key-1');
    const second = await run(tills.engine, add('keyed', 5), 'key-1');
    expect(first).toMatchObject({ kind: 'done', body: { events: 1 } });
    expect(second).toMatchObject({
      kind: 'replayed',
      answer: { body: { events: 1 }, token: (first as { token: string }).token },
    });
    expect(await coins('keyed')).toBe(5);
  });

  it('answers a repeated key with the token of every lane, as it was the first time', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `lane-${n}`);
    const each = (coins: number) => names.map((name) => add(name, coins));
    const first = (await run(tills.engine, each(2), 'key-lanes')) as { token: string };
    expect(lanesOf(first.token)).toEqual(['0', '1', '2', '3']);
    const unchanged = (await run(tills.engine, each(0), 'key-unchanged')) as { token: string };
    expect(unchanged.token).toBe(first.token);
    // The streams go on, with a private event at the end of one: the answer stands for what was done then.
    await run(tills.engine, [...each(3), { type: 'CountTill', data: { till: 'lane-0' } }]);
    for (const [coins, key] of [[2, 'key-lanes'] as const, [0, 'key-unchanged'] as const])
      expect(await run(tills.engine, each(coins), key)).toMatchObject({
        kind: 'replayed',
        answer: { token: first.token },
      });
    expect(await coins('lane-7')).toBe(5);
  });

  it('keeps the token of an answer that was stored before it named its streams', async () => {
    const first = (await run(tills.engine, add('older', 1), 'key-older')) as { token: string };
    await tills.dataSource.query(
      `update idempotency_keys set token_of = null, stream_id = 'till-older' where key = 'key-older'`,
    );
    expect(await run(tills.engine, add('older', 1), 'key-older')).toMatchObject({ answer: { token: first.token } });
  });

  it('accepts one of a hundred simultaneous requests with the same key', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => run(tills.engine, add('stampede', 1), 'key-2')),
    );
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'replayed')).toHaveLength(99);
    expect(await coins('stampede')).toBe(1);
  });

  it('stores a snapshot at each hundred events, and loads the same state with it as without', async () => {
    for (let n = 0; n < 250; n++) await run(tills.engine, add('long', 1));
    const [{ version, state }] = await tills.dataSource.query(
      `select version, state from snapshots where stream_id = 'till-long'`,
    );
    expect({ version, state }).toEqual({ version: 200, state: { coins: 200 } });
    tills.engine.forget();
    await run(tills.engine, add('long', 1));
    await tills.dataSource.query('delete from snapshots');
    tills.engine.forget();
    await run(tills.engine, add('long', 1));
    expect(await coins('long')).toBe(252);
  });

  it('writes nothing of a batch whose last command is refused', async () => {
    const commands = [{ command: add('half', 999) }, { command: add('half', 2) }];
    const meta = { correlationId: 'c', causationId: 'c', actor: { kind: 'user' as const, id: 'u', role: 'r' } };
    const outcome = await tills.engine.execute({ commands, commandId: 'half', meta });
    expect(outcome).toMatchObject({ kind: 'rejected', rejection: { code: 'till-full', facts: { item: 1 } } });
    expect(await versions('half')).toEqual([]);
  });
});

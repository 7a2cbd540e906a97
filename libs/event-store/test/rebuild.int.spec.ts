import { testDatabase, add, openTills, PARTITIONS, run, TillRow, tills as projection } from '@concord/testing';
import { v7 as uuid7 } from 'uuid';
import { laneOf, ProjectionBuild } from '../src';

const database = testDatabase('rebuild');
const ports = {
  clock: { now: () => Date.now() },
  newId: () => uuid7(),
  laneOf: (streamId: string) => laneOf(streamId, PARTITIONS),
  pause: (ms: number) => new Promise<void>((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve))),
};
const noTopics = async () => undefined;

describe('a rebuild', () => {
  let tills: Awaited<ReturnType<typeof openTills>>;
  beforeAll(async () => {
    tills = await openTills(database.url);
  });
  afterAll(() => tills.close());

  const rows = async (): Promise<TillRow[]> => tills.dataSource.getRepository(TillRow).find({ order: { till: 'ASC' } });
  const begin = () => ProjectionBuild.begin(tills.dataSource, database.url, 'tills', projection, ports);

  it('makes the same table from the events, while others write and no reader sees an empty one', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `till-${n}`);
    await Promise.all(names.flatMap((name) => Array.from({ length: 10 }, () => run(tills.engine, add(name, 1)))));
    // A wrong row is right again afterwards.
    await tills.dataSource.query(`update till_view set coins = 99 where till = 'till-3'`);
    let building = true;
    let reads = 0;
    const reader = (async () => {
      while (building) {
        expect((await rows()).length).toBe(names.length);
        reads += 1;
      }
    })();
    let written = 0;
    const writer = (async () => {
      while (building) {
        expect((await run(tills.engine, add(names[written % names.length]!, 1))).kind).toBe('done');
        written += 1;
      }
    })();
    const build = await begin();
    await build.run('tills', noTopics);
    for (let n = 0; n < 20; n++) await run(tills.engine, add('till-0', 1));
    building = false;
    await Promise.all([reader, writer]);
    expect(reads).toBeGreaterThan(0);
    const expected = await tills.dataSource.query(
      `select data ->> 'till' as till, sum((data ->> 'coins')::int)::int as coins from events group by 1 order by 1`,
    );
    expect(await rows()).toEqual(expected);
    const builds = await tills.dataSource.query(`select build, status from projection_builds order by build`);
    expect(builds).toEqual([
      { build: 1, status: 'retired' },
      { build: 2, status: 'live' },
    ]);
  }, 30_000);

  it('resumes an interrupted build', async () => {
    await begin();
    const second = await begin();
    await second.run('tills', noTopics);
    const [{ build }] = await tills.dataSource.query(`select build from projection_builds where status = 'live'`);
    expect(build).toBe(3);
    const tables = await tills.dataSource.query(
      `select table_name from information_schema.tables where table_name like 'till_view%'`,
    );
    expect(tables).toEqual([{ table_name: 'till_view' }]);
  }, 30_000);
});

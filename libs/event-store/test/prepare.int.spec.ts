import { Model } from '@concord/event-sourcing';
import {
  testDatabase,
  add,
  openTills,
  PARTITIONS,
  run,
  TillRow,
  tillParts,
  tills as projection,
} from '@concord/testing';
import { prepareDatabase, PrepareProblem, ProjectionBuild } from '../src';

const database = testDatabase('prepare');

describe('preparing a database', () => {
  it('is done once where several processes do it at once, on an empty database', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openTills(database.url)));
    const builds = await opened[0]!.dataSource.query('select name, build, status from projection_builds');
    expect(builds).toEqual([{ name: 'tills.tills', build: 1, status: 'live' }]);
    for (const tills of opened) await tills.close();
  });

  it('takes small samples of the tables that are read by their keys', async () => {
    const { dataSource, close } = await openTills(database.url);
    const sampled = await dataSource.query(`select distinct attstattarget as target from pg_attribute
      where attrelid = 'events'::regclass and attnum > 0 and not attisdropped`);
    expect(sampled).toEqual([{ target: 10 }]);
    await close();
  });

  it('refuses another number of partitions and names the right one', async () => {
    const tills = await openTills(database.url);
    const other = prepareDatabase(tills.dataSource, new Model(tillParts), PARTITIONS + 1);
    await expect(other).rejects.toBeInstanceOf(PrepareProblem);
    await expect(other).rejects.toThrow(`CONCORD_PARTITIONS=${PARTITIONS}`);
    await tills.close();
  });

  it('goes on where a killed process had created a table without recording it', async () => {
    const tills = await openTills(database.url);
    await run(tills.engine, add('a', 1));
    await tills.dataSource.query('delete from projection_builds');
    const { outdated } = await prepareDatabase(tills.dataSource, tills.model, PARTITIONS);
    expect(outdated).toEqual(['tills.tills']);
    // The same for a build: its table is there, its line is not.
    await tills.dataSource.query('create table till_view__2 (till text)');
    const ports = { clock: { now: () => Date.now() }, newId: () => '', laneOf: () => 0, pause: async () => undefined };
    const build = await ProjectionBuild.begin(tills.dataSource, database.url, 'tills', projection, ports);
    await build.run('tills', async () => undefined);
    expect(await tills.dataSource.getRepository(TillRow).find()).toEqual([{ till: 'a', coins: 1 }]);
    await tills.close();
  });
});

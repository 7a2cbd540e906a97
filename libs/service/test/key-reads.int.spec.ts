import { testDatabase } from '@concord/testing';
import { Any, DataSource, Entity, Not } from 'typeorm';
import { RowKeyText, RowWhole } from '../src';
import { KeyReads } from '../src/key-reads';

@Entity('shelf_view')
class ShelfRow {
  @RowKeyText()
  shelf!: string;

  @RowWhole()
  units!: number;
}

const database = testDatabase('key-reads');
const shelves = ['a', 'b', 'c', 'd'];

describe('reads of rows by the values of columns', () => {
  let dataSource: DataSource;
  let reads: KeyReads;
  let statements: string[];

  beforeAll(async () => {
    const { url } = database;
    dataSource = await new DataSource({ type: 'postgres', url, entities: [ShelfRow], poolSize: 2 }).initialize();
    await dataSource.query(`create table shelf_view (shelf text primary key, units bigint not null)`);
    await dataSource.query(`insert into shelf_view select s, 7 from unnest($1::text[]) s`, [shelves]);
  });
  beforeEach(() => {
    reads = new KeyReads(dataSource);
    statements = [];
    const { master } = dataSource.driver as unknown as { master: { query: (query: { text: string }) => unknown } };
    const query = Object.getPrototypeOf(master).query as typeof master.query;
    master.query = (asked) => {
      statements.push(asked.text);
      return query.call(master, asked);
    };
  });
  afterAll(() => dataSource.destroy());

  it('that come at the same time are made at once, and everybody gets what was asked for', async () => {
    const asked = [['a'], ['b'], ['nowhere'], ['c', 'a'], []];
    const answers = await Promise.all(asked.map((list) => reads.rows(ShelfRow, { shelf: Any(list) })!));
    expect(answers.map((rows) => rows.map(({ shelf }) => shelf).sort())).toEqual([['a'], ['b'], [], ['a', 'c'], []]);
    expect(statements).toHaveLength(1);
  });

  it('that ask the same in the same words share the answer', async () => {
    const ask = (units: number) =>
      reads.query<{ shelf: string }>('select shelf from shelf_view where units = $1 order by 1', [units]);
    const [first, second, other] = await Promise.all([ask(7), ask(7), ask(9)]);
    expect(first).toBe(second);
    expect(other).toEqual([]);
    expect(statements).toHaveLength(2);
    await ask(7);
    expect(statements).toHaveLength(3);
  });

  it('that come one after the other see what was written between', async () => {
    expect(await reads.rows(ShelfRow, { shelf: 'd' })).toEqual([{ shelf: 'd', units: 7 }]);
    await dataSource.query(`update shelf_view set units = 8 where shelf = 'd'`);
    expect(await reads.rows(ShelfRow, { shelf: 'd' })).toEqual([{ shelf: 'd', units: 8 }]);
  });

  it('are not spoiled by one beside them that asks for what no text can be', async () => {
    const [good, bad] = await Promise.allSettled([
      reads.rows(ShelfRow, { shelf: 'a' }),
      reads.rows(ShelfRow, { shelf: '\0' }),
    ]);
    expect(good).toMatchObject({ status: 'fulfilled', value: [{ shelf: 'a' }] });
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: '22021' } });
  });

  it('by several columns, or by numbers, ask for themselves', async () => {
    expect(await reads.rows(ShelfRow, { shelf: Any(['a', 'b']), units: 7 })).toHaveLength(2);
    expect(await reads.rows(ShelfRow, { units: Any([7, 9]) })).not.toHaveLength(0);
    expect(await reads.rows(ShelfRow, {})).toHaveLength(shelves.length);
  });

  it('leave other conditions to TypeORM', () => {
    expect(reads.rows(ShelfRow, { shelf: Not('a') })).toBeUndefined();
  });
});

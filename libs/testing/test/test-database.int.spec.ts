import { Client } from 'pg';
import { kafkaBrokers, testDatabase } from '../src';

const database = testDatabase('itself', {
  prepare: async (url) => {
    await query(url, 'create table t as select 1 as n');
  },
});

it('is ready when the tests begin', async () => {
  expect(await query(database.url, 'select n from t')).toEqual([{ n: 1 }]);
});

it('names the brokers', () => {
  expect(kafkaBrokers()).toEqual([expect.stringMatching(/:\d+$/)]);
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

import { postgresUrl, uniqueName } from '@concord/testing';
import { Client } from 'pg';
import { provisionDatabase } from '../src/provision';

const urlOf = (name: string, database = name) => {
  const url = new URL(postgresUrl());
  url.username = name;
  url.password = 'secret of one';
  url.pathname = `/${database}`;
  return url.href;
};

async function inside<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe("a service's own database", () => {
  const [one, other] = [uniqueName('own'), uniqueName('own')];
  beforeAll(async () => {
    await provisionDatabase(postgresUrl(), urlOf(one));
    await provisionDatabase(postgresUrl(), urlOf(other));
  });

  it('belongs to its role, which is no administrator', () =>
    inside(urlOf(one), async (client) => {
      await client.query('create table mine (id int primary key)');
      const { rows } = await client.query(
        'select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = user',
      );
      expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
    }));

  it('is closed to the roles of other services', () =>
    expect(inside(urlOf(other, one), (client) => client.query('select 1'))).rejects.toMatchObject({ code: '42501' }));

  it('takes over what an administrator made in it, with its data', async () => {
    const admin = new URL(postgresUrl());
    admin.pathname = `/${one}`;
    await inside(admin.href, async (client) => {
      await client.query('create table older (id bigserial primary key)');
      await client.query(`create function older_one() returns int language sql as 'select 1'`);
      await client.query('insert into older default values');
    });
    await provisionDatabase(postgresUrl(), urlOf(one));
    await inside(urlOf(one), async (client) => {
      await client.query('alter table older add column note text');
      expect((await client.query('insert into older default values returning id, older_one()')).rows).toEqual([
        { id: expect.anything(), older_one: 1 },
      ]);
    });
  });
});

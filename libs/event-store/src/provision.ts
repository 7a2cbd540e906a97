import { Client, escapeIdentifier, escapeLiteral } from 'pg';

const ROLE_EXISTS = '42710';
const DATABASE_EXISTS = '42P04';

/** Objects of another owner in a database are handed over: an older start created them as the administrator. */
const HAND_OVER = `do $$
declare thing record;
begin
  for thing in select format('%I.%I', n.nspname, c.relname) as name,
      case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'S', 'v') and pg_get_userbyid(c.relowner) <> $role$
      -- A sequence of a column goes with its table.
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i', 'e'))
  loop execute format('alter %s %s owner to %I', thing.kind, thing.name, $role$); end loop;
  for thing in select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and pg_get_userbyid(p.proowner) <> $role$
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  loop execute format('alter function %s owner to %I', thing.name, $role$); end loop;
end $$`;

/**
 * Gives a service its own database and role, as its URL names them: the password of one service opens no other
 * service's data. The administrator needs the right to create roles and databases. A repeated run sets the password and
 * changes nothing else.
 */
export async function provisionDatabase(adminUrl: string, url: string): Promise<void> {
  const wanted = new URL(url);
  const name = decodeURIComponent(wanted.pathname.slice(1));
  const role = decodeURIComponent(wanted.username);
  const owner = escapeIdentifier(role);
  const database = escapeIdentifier(name);
  const password = escapeLiteral(decodeURIComponent(wanted.password));
  await asAdmin(adminUrl, async (run) => {
    await run(`create role ${owner} login`, ROLE_EXISTS);
    await run(`alter role ${owner} login nosuperuser nocreatedb nocreaterole password ${password}`);
    // To see whose transaction delays a feed, which may be in another database.
    await run(`grant pg_read_all_stats to ${owner}`);
    await run(`grant ${owner} to current_user`);
    await run(`create database ${database} owner ${owner}`, DATABASE_EXISTS);
    await run(`alter database ${database} owner to ${owner}`);
    await run(`revoke all on database ${database} from public`);
  });
  const within = new URL(adminUrl);
  within.pathname = wanted.pathname;
  await asAdmin(within.href, (run) => run(HAND_OVER.replaceAll('$role$', escapeLiteral(role))));
}

type Run = (statement: string, unless?: string) => Promise<void>;

async function asAdmin(url: string, work: (run: Run) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(async (statement, unless) => {
      await client.query(statement).catch((error: { code?: string }) => {
        if (unless === undefined || error.code !== unless) throw error;
      });
    });
  } finally {
    await client.end();
  }
}

import type { RunningService } from '@concord/service';
import { eventually, type TestDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { declaration } from '../src/declaration';
import { ordersThatSay } from './orders-that-say';

type System = Awaited<ReturnType<typeof openSystem>>;
type Token = Parameters<System['issuer']['mint']>[0];

/** Marketing, and orders that say what a spec tells them, on real servers. */
export async function openCreditShop(ours: TestDatabase, theirs: TestDatabase) {
  const system = await openSystem();
  await system.migrate(declaration, ours.url);
  await system.migrate(ordersThatSay, theirs.url);
  const startMarketing = () => system.start({ ...declaration, port: 0 }, ours.url);
  const running = { marketing: await startMarketing(), orders: await system.start(ordersThatSay, theirs.url) };
  const by = async (token: Token) => ({ authorization: `Bearer ${await system.issuer.mint(token)}` });
  const tokens = {
    agent: await by({ roles: 'cs_agent', subject: 'agent' }),
    lead: await by({ roles: 'cs_lead', subject: 'lead' }),
    till: await by({ roles: 'service', subject: 'till' }),
    head: await by({ roles: 'head_of_digital', subject: 'head' }),
    operator: await by({ roles: ['it_operator', 'tester'], subject: 'operator' }),
  };
  const query = (sql: string, parameters: unknown[] = []) =>
    running.marketing.app.get(DataSource).query(sql, parameters);
  const ask = (method: string, route: string, body?: unknown, as: object = tokens.agent) =>
    system.ask(running.marketing, method, `/v1${route}`, body, as);
  return {
    system,
    tokens,
    ask,
    query,
    by,
    customer: (customerId: string) => by({ roles: 'customer', customerId, subject: customerId }),
    get orders(): RunningService {
      return running.orders;
    },
    /** What the service holds for ever of a stream: the types of its events. */
    eventsOf: async (streamId: string): Promise<string[]> => {
      const rows = await query('select type from events where stream_id = $1 order by version', [streamId]);
      return (rows as { type: string }[]).map(({ type }) => type);
    },
    /** A law of the service is that no invariant has an offender, and no reaction was refused. */
    demandSound: async () => {
      const checks = await ask('GET', '/invariants', undefined, tokens.operator);
      expect(checks.json.checks.flatMap(({ offenders }: { offenders: object[] }) => offenders)).toEqual([]);
      expect((await ask('GET', '/refused', undefined, tokens.operator)).json.items).toEqual([]);
    },
    restartMarketing: async () => {
      await running.marketing.stop();
      running.marketing = await startMarketing();
    },
    expectSoon: (route: string, parts: object, as?: object) =>
      eventually(async () => expect((await ask('GET', route, undefined, as)).json).toMatchObject(parts), {
        within: 20_000,
      }),
    close: async () => {
      await Promise.all([running.marketing.stop(), running.orders.stop()]);
      system.close();
    },
  };
}

export type CreditShop = Awaited<ReturnType<typeof openCreditShop>>;

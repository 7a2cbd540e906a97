import {
  CreditGivenBack,
  notPersonal,
  OrderCancelled,
  OrderConfirmed,
  OrderRejected,
  PaymentCaptured,
  VoucherHoldRequested,
} from '@concord/contracts';
import type { RunningService } from '@concord/service';
import { eventually, testDatabase, uniqueName } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { declaration } from '../src/declaration';
import { marketing as parts } from '../src/marketing.module';
import { ordersThatSay, say } from './orders-that-say';

const ours = testDatabase('vouchers');
const theirs = testDatabase('vouchers-orders');
let system: Awaited<ReturnType<typeof openSystem>>;
let marketing: RunningService;
let orders: RunningService;

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(declaration, ours.url);
  await system.migrate(ordersThatSay, theirs.url);
  [marketing, orders] = await Promise.all([
    system.start({ ...declaration, port: 0 }, ours.url),
    system.start(ordersThatSay, theirs.url),
  ]);
}, 60_000);
afterAll(async () => {
  await Promise.all([marketing.stop(), orders.stop()]);
  system.close();
}, 20_000);

type Token = Parameters<Awaited<ReturnType<typeof openSystem>>['issuer']['mint']>[0];
const as = async (token: Token) => ({ authorization: `Bearer ${await system.issuer.mint(token)}` });
const agent = () => as({ roles: 'cs_agent', subject: 'agent' });
const lead = () => as({ roles: 'cs_lead', subject: 'lead' });
const customer = (customerId: string) => as({ roles: 'customer', customerId, subject: customerId });
const ask = async (method: string, route: string, body: unknown, by: object) =>
  system.ask(marketing, method, `/v1/vouchers${route}`, body, by);
const read = async (voucherId: string) => (await ask('GET', `/${voucherId}`, undefined, await agent())).json;
const issue = async (amountMinor: number, more: object = {}, by?: object) =>
  ask('POST', '', { amountMinor, currency: 'GBP', cause: 'goodwill', ...more }, by ?? (await agent()));
const becomes = (voucherId: string, parts: object) =>
  eventually(async () => expect(await read(voucherId)).toMatchObject(parts), { within: 15_000 });

const asks = (orderId: string, voucherId: string, amountMinor: number) =>
  VoucherHoldRequested.of({ orderId, currency: 'GBP', vouchers: [{ voucherId, amountMinor }] });
const confirms = (orderId: string, voucherId: string, amountMinor: number) =>
  OrderConfirmed.of({
    orderId,
    currency: 'GBP',
    lines: [],
    totalMinor: amountMinor,
    credits: { vouchers: [{ voucherId, amountMinor }] },
    allocations: [],
    shipTo: { country: 'GB' },
  });
const rejects = (orderId: string) => OrderRejected.of({ orderId, reason: 'stock', detail: '', short: [] });
const givesBack = (orderId: string, voucherId: string, amountMinor: number, refundId = uniqueName('refund')) =>
  CreditGivenBack.of({
    orderId,
    customerId: 'ann',
    refundId,
    cause: 'return',
    currency: 'GBP',
    vouchers: [{ voucherId, amountMinor }],
  });

describe('a voucher', () => {
  it('pays an order, and gets back what the order gives back', async () => {
    const { status, json } = await issue(5_000, { customerId: 'ann' });
    expect(status).toBe(201);
    const { id: voucherId, code } = json;
    const order = uniqueName('order');
    await say(orders, [asks(order, voucherId, 3_000), asks(order, voucherId, 3_000)]);
    await becomes(voucherId, { balanceMinor: 2_000, heldMinor: 3_000 });
    await say(orders, [confirms(order, voucherId, 3_000)]);
    await becomes(voucherId, { balanceMinor: 2_000, heldMinor: 0, spentMinor: 3_000 });
    const refund = givesBack(order, voucherId, 1_000);
    await say(orders, [refund, refund], uniqueName('payment'));
    await becomes(voucherId, { balanceMinor: 3_000, spentMinor: 2_000, status: 'active' });
    const balance = await ask('POST', '/balance', { code: code.toLowerCase().replaceAll('-', ' ') }, await agent());
    expect(balance.json).toMatchObject({ voucherId, balanceMinor: 3_000, currency: 'GBP', status: 'active' });
    const ledger = await ask('GET', `/${voucherId}/ledger`, undefined, await customer('ann'));
    const kinds = ledger.json.items.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['refunded', 'captured', 'held', 'activated', 'issued']);
  }, 40_000);
});

void [OrderCancelled, PaymentCaptured, notPersonal, rejects, DataSource, parts, lead];

import {
  notPersonal,
  VOUCHER_ALPHABET,
  VOUCHER_RANDOM_CHARACTERS,
  VoucherActivated,
  voucherCheckCharacter,
  VoucherIssued,
} from '@concord/contracts';
import { Engine, recorded, type DomainEvent } from '@concord/event-sourcing';
import { voucherCodeHash, type RunningService } from '@concord/service';
import { testDatabase, uniqueName } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { v7 as uuid7 } from 'uuid';
import { declaration } from '../src/declaration';

const database = testDatabase('basket-vouchers');
let system: Awaited<ReturnType<typeof openSystem>>;
let running: RunningService;

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(declaration, database.url);
  running = await system.start(declaration, database.url);
}, 60_000);
afterAll(async () => {
  await running.stop();
  system.close();
}, 15_000);

const codeOf = (n: number) => {
  const random = VOUCHER_ALPHABET[n]!.repeat(VOUCHER_RANDOM_CHARACTERS);
  return random + voucherCheckCharacter(random);
};
const hear = (event: DomainEvent) => {
  const heard = { ...recorded(event, { occurredAt: new Date().toISOString() }), eventId: uuid7() };
  return running.app.get(Engine).deliver({ events: [heard], positions: [], parked: [] });
};
/** A voucher of 5.00 that can be spent. */
async function activeVoucher(code: string): Promise<string> {
  const about = { voucherId: uuid7(), codeHash: voucherCodeHash(code), amountMinor: 500, currency: 'GBP' };
  await hear(VoucherIssued.of({ ...about, code: notPersonal('sealed'), cause: 'goodwill' }));
  await hear(VoucherActivated.of({ ...about, balanceMinor: 500, status: 'active' }));
  return about.voucherId;
}
/** A customer with a basket, who applies codes. */
async function customer() {
  const customerId = uniqueName('customer');
  const token = await system.issuer.mint({ roles: ['customer'], subject: customerId, customerId });
  const ask = (method: string, route: string, body: unknown) =>
    system.ask(running, method, route, body, { authorization: `Bearer ${token}` });
  const { json } = await ask('POST', '/v1/carts', { currency: 'GBP' });
  return (code: string) => ask('POST', `/v1/carts/${json.cartId}/vouchers`, { code });
}

describe('the code of a voucher at a basket', () => {
  it('applies the voucher, however it is typed', async () => {
    const apply = await customer();
    const voucherId = await activeVoucher(codeOf(20));
    const { status, json } = await apply(` ${codeOf(20).toLowerCase()}-`);
    expect({ status, voucherIds: json.voucherIds }).toEqual({ status: 200, voucherIds: [voucherId] });
  });

  it('is refused for a typing mistake, by the path of the member', async () => {
    const apply = await customer();
    const { json } = await apply(`${codeOf(1).slice(0, -2)}AA`);
    expect(json).toMatchObject({
      status: 422,
      code: 'voucher-code-mistyped',
      errors: [{ path: 'code', rule: 'check-character' }],
    });
  });

  it('cannot be guessed: who tries is locked, with a right code as well', async () => {
    const [guess, apply] = [await customer(), await customer()];
    await activeVoucher(codeOf(21));
    for (let n = 0; n < 5; n++)
      expect((await guess(codeOf(n))).json).toMatchObject({ status: 404, code: 'voucher-unknown' });
    const locked = await guess(codeOf(5));
    expect(locked.json).toMatchObject({ status: 429, code: 'voucher-codes-guessed' });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(600);
    expect((await guess(codeOf(21))).status).toBe(429);
    expect((await apply(codeOf(21))).status).toBe(200);
  });
});

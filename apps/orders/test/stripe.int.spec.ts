import { createHmac } from 'node:crypto';
import { eventually } from '@concord/testing';
import { DataSource } from 'typeorm';
import { MoneyMoveRow } from '../src/settlement/money-moves.projection';
import { openPayingShop } from './paying-shop';

describe('orders paid at Stripe', () => {
  const shop = openPayingShop('stripe');

  beforeAll(() => shop.start(), 60_000);
  beforeEach(() => {
    shop.stripe.hasMulticapture = true;
    shop.stripe.calm();
  });
  afterAll(() => shop.stop(), 15_000);

  const { paid, refund, booked, noticesWith } = shop;

  it('are authorised, captured by parcel from one authorisation, and refunded', async () => {
    const orderId = await paid(1, 2);
    expect(shop.stripe.intentsOf(orderId)).toHaveLength(1);
    expect(shop.stripe.blocked(orderId)).toBe(0);
    await refund(orderId, 1_234);
    await shop.money(orderId, { refundedMinor: 1_234, status: 'captured' });
    expect([booked(orderId, 'capture'), booked(orderId, 'refund')]).toEqual([3_000, 1_234]);
  });

  it('get a further authorisation for each further parcel where the card allows one capture', async () => {
    shop.stripe.hasMulticapture = false;
    const orderId = await paid(1, 1, 1);
    expect(shop.stripe.intentsOf(orderId)).toHaveLength(3);
    expect(shop.stripe.blocked(orderId)).toBe(0);
    await refund(orderId, 2_500);
    await shop.money(orderId, { refundedMinor: 2_500, authorisedMinor: 3_000 });
    expect([booked(orderId, 'capture'), booked(orderId, 'refund')]).toEqual([3_000, 2_500]);
  });

  it('are rejected where the card is declined', async () => {
    const orderId = await shop.order(1, 'pm_decline');
    const { rejection } = await shop.until(orderId, 'rejected');
    expect(rejection).toMatchObject({ reason: 'payment', detail: expect.stringContaining('insufficient funds') });
  });

  it('are voided at the provider when they are cancelled', async () => {
    const orderId = await shop.order(2, 'pm_card');
    await shop.until(orderId, 'confirmed');
    await shop.ask('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
    await shop.money(orderId, { status: 'voided', authorisedMinor: 0 });
    expect(shop.stripe.blocked(orderId)).toBe(0);
  });

  describe('with a step of the customer at the bank', () => {
    const waiting = async () => {
      const orderId = await shop.order(1, 'pm_challenge');
      const order = await eventually(async () => {
        const { json } = await shop.ask('GET', `/v1/orders/${orderId}`);
        expect(json.paymentAction).not.toBeNull();
        return json;
      });
      return { orderId, order, intent: shop.stripe.intentsOf(orderId)[0]!.id };
    };

    it('wait for it, and are confirmed once a notice tells of it', async () => {
      const { orderId, order, intent } = await waiting();
      expect(order.status).toBe('pending');
      const own = await shop.system.issuer.mint({ roles: 'customer', subject: 'alice', customerId: 'alice' });
      const { json } = await shop.ask('GET', `/v1/orders/${orderId}`, undefined, own);
      expect(json.paymentAction.url).toBe(`https://bank.example/${intent}?secret=s3cret`);
      shop.stripe.finish(intent, true);
      expect(await shop.sendNotices()).not.toContain(500);
      expect(await shop.until(orderId, 'confirmed')).toMatchObject({ paymentAction: null });
    });
    it('hide the address of the step from who may not read personal data', async () => {
      const { orderId } = await waiting();
      const analyst = await shop.system.issuer.mint({ roles: 'business_analyst' });
      const { text } = await shop.ask('GET', `/v1/orders/${orderId}`, undefined, analyst);
      expect(text).toContain(orderId);
      expect(text).not.toContain('bank.example');
    });
    it('are rejected where the customer refuses', async () => {
      const { orderId, intent } = await waiting();
      shop.stripe.finish(intent, false);
      await shop.sendNotices();
      expect(await shop.until(orderId, 'rejected')).toMatchObject({ rejection: { reason: 'payment' } });
    });
    it('are called off at the provider when they are cancelled meanwhile', async () => {
      const { orderId, intent } = await waiting();
      await shop.ask('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
      await shop.money(orderId, { status: 'voided' });
      expect(shop.stripe.intents.get(intent)!.status).toBe('canceled');
    });
  });

  describe('whose answers are lost', () => {
    it('are authorised, captured and refunded once', async () => {
      for (const operation of ['authorise', 'capture', 'refund'] as const)
        shop.stripe.script(operation, 'lost', 'down', 'lost');
      const orderId = await paid(2);
      await refund(orderId, 700);
      await shop.money(orderId, { refundedMinor: 700 });
      expect(shop.stripe.intentsOf(orderId)).toHaveLength(1);
      expect([booked(orderId, 'capture'), booked(orderId, 'refund')]).toEqual([2_000, 700]);
    }, 20_000);
    it('are voided where the order was cancelled before the authorisation was known', async () => {
      shop.stripe.script('authorise', 'lost', 'down', 'down');
      const orderId = await shop.order(1, 'pm_card');
      await shop.ask('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
      await shop.money(orderId, { status: 'voided' });
      expect(shop.stripe.blocked(orderId)).toBe(0);
      const { json } = await shop.ask('GET', `/v1/orders/${orderId}/story`);
      expect(json.items.map(({ type }: { type: string }) => type)).toContain('UnmatchedPaymentReceived');
    }, 20_000);
  });

  describe('whose refund goes back to several authorisations', () => {
    const parts = (orderId: string) =>
      shop.stripe.refunds.filter(({ metadata }) => metadata['order_id'] === orderId && metadata['refund_id']);
    const moves = async (orderId: string) => {
      const rows = await shop.running.app.get(DataSource).getRepository(MoneyMoveRow).findBy({ orderId });
      return new Map(
        rows.flatMap(({ move, providerRef, amountMinor }) => (move === 'refund' ? [[providerRef, amountMinor]] : [])),
      );
    };
    const booked = (orderId: string) =>
      new Map(parts(orderId).flatMap(({ id, amount, status }) => (status === 'succeeded' ? [[id, amount]] : [])));

    beforeEach(() => {
      shop.stripe.hasMulticapture = false;
    });

    it('are not refunded when a notice tells of the first part', async () => {
      const orderId = await paid(1, 1);
      shop.stripe.script('refund', 'lost', 'down', 'down', 'down');
      await refund(orderId, 1_500);
      await eventually(() => Promise.resolve(expect(parts(orderId)).toHaveLength(1)));
      await shop.sendNotices();
      await shop.money(orderId, { refundedMinor: 1_000, refunds: [expect.objectContaining({ status: 'sent' })] });
      shop.stripe.calm();
      await shop.money(orderId, { refundedMinor: 1_500, refunds: [expect.objectContaining({ status: 'succeeded' })] });
      expect(parts(orderId).map(({ amount }) => amount)).toEqual([1_000, 500]);
    }, 30_000);
    it('have each part in the books, as the provider has', async () => {
      const orderId = await paid(1, 1);
      await refund(orderId, 1_500);
      await shop.money(orderId, { refundedMinor: 1_500 });
      expect(await moves(orderId)).toEqual(booked(orderId));
      expect(booked(orderId).size).toBe(2);
    });
  });

  it('pay a refund that failed at the bank once more, and once', async () => {
    const orderId = await paid(1);
    shop.stripe.script('refund', 'fail');
    const { json } = await refund(orderId, 400);
    await shop.money(orderId, { refunds: [expect.objectContaining({ status: 'failed' })] });
    await shop.ask('POST', `/v1/orders/${orderId}/refunds/${json.id}/retry`, {});
    await shop.money(orderId, { refundedMinor: 400 });
    expect(booked(orderId, 'refund')).toBe(400);
    // The notice of the first try comes late.
    await shop.sendNotices();
    await eventually(async () => expect(await noticesWith('waiting')).toEqual([]));
    expect((await noticesWith('contradicts')).filter((one) => one.orderId === orderId)).toEqual([]);
  });

  it('try a refund again that the provider refused, until it pays once', async () => {
    const orderId = await paid(1);
    shop.stripe.script('refund', 'refuse', 'refuse');
    const { json } = await refund(orderId, 400);
    const retry = () => shop.ask('POST', `/v1/orders/${orderId}/refunds/${json.id}/retry`, {});
    const stands = (status: string, attempts: number) =>
      shop.money(orderId, { refunds: [expect.objectContaining({ status, attempts })] });
    await stands('failed', 1);
    await retry();
    await stands('failed', 2);
    await retry();
    await stands('succeeded', 3);
    expect(booked(orderId, 'refund')).toBe(400);
  });

  it.each(['authorise', 'capture'] as const)(
    'are paid after a refusal that the provider stores: %s',
    async (operation) => {
      shop.stripe.hasMulticapture = false;
      const orderId = await shop.order(2, 'pm_card');
      await shop.until(orderId, 'confirmed');
      await shop.ship(orderId, `${orderId}.1`, 1);
      await shop.money(orderId, { capturedMinor: 1_000 });
      shop.stripe.script(operation, 'refuse');
      await shop.ship(orderId, `${orderId}.2`, 1);
      const parcel = (status: string) => ({
        captures: expect.arrayContaining([expect.objectContaining({ fulfilmentId: `${orderId}.2`, status })]),
      });
      await shop.money(orderId, parcel('failed'));
      await shop.ask('POST', `/v1/orders/${orderId}/captures/${orderId}.2/retry`, {});
      await shop.money(orderId, { ...parcel('captured'), capturedMinor: 2_000 });
      expect(booked(orderId, 'capture')).toBe(2_000);
    },
  );

  it('are captured once more by hand after a refusal', async () => {
    const orderId = await shop.order(1, 'pm_card');
    await shop.until(orderId, 'confirmed');
    shop.stripe.script('capture', 'fail');
    await shop.ship(orderId, `${orderId}.1`, 1);
    await shop.money(orderId, { captures: [expect.objectContaining({ status: 'failed' })] });
    await shop.ask('POST', `/v1/orders/${orderId}/captures/${orderId}.1/retry`, {});
    await shop.money(orderId, { capturedMinor: 1_000 });
    expect(booked(orderId, 'capture')).toBe(1_000);
  });

  it('are authorised anew for a parcel where the provider ended the authorisation', async () => {
    const orderId = await shop.order(2, 'pm_card');
    await shop.until(orderId, 'confirmed');
    shop.stripe.expire(shop.stripe.intentsOf(orderId)[0]!.id);
    await shop.sendNotices();
    await shop.money(orderId, { authorisedMinor: 0 });
    await shop.ship(orderId, `${orderId}.1`, 2);
    await shop.money(orderId, { capturedMinor: 2_000 });
    expect(booked(orderId, 'capture')).toBe(2_000);
  });

  it('show what the bank of the customer called back, once, and how it ended', async () => {
    const orderId = await paid(1);
    const intent = shop.stripe.intentsOf(orderId)[0]!.id;
    const dispute = `dp_${orderId.slice(-12)}`;
    shop.stripe.dispute(intent, dispute, 1_000, 'needs_response');
    await shop.sendNotices((all) => [...all, ...all]);
    await eventually(async () => {
      const { json } = await shop.ask('GET', `/v1/orders/${orderId}`);
      expect(json.disputes).toEqual([{ disputeId: dispute, amountMinor: 1_000, reason: 'fraudulent', status: 'open' }]);
    });
    expect((await refund(orderId, 100)).json.code).toBe('refund-beyond-captured');
    shop.stripe.dispute(intent, dispute, 1_000, 'won');
    await shop.sendNotices();
    await shop.money(orderId, { disputes: [expect.objectContaining({ status: 'won' })] });
    expect((await refund(orderId, 100)).status).toBe(201);
  });

  it('show the inquiry of a bank with its order, for a person to answer, as long as no money is called back', async () => {
    const orderId = await paid(1);
    const inquiry = `dp_${orderId.slice(-12)}`;
    shop.stripe.dispute(shop.stripe.intentsOf(orderId)[0]!.id, inquiry, 1_000, 'warning_needs_response');
    await shop.sendNotices();
    await eventually(async () =>
      expect(await noticesWith('unknown')).toContainEqual(expect.objectContaining({ providerRef: inquiry, orderId })),
    );
    await shop.money(orderId, { disputes: [] });
  });

  describe('and what the provider tells', () => {
    const route = () => `${shop.running.url}/v1/payments/webhooks/stripe`;
    const post = async (body: string, headers: Record<string, string>) => {
      const response = await fetch(route(), { method: 'POST', body, headers });
      return { status: response.status, json: (await response.json()) as { code?: string } };
    };
    const notice = (type: string, object: object, id: string) => ({
      id,
      object: 'event',
      type,
      created: Math.floor(Date.now() / 1_000),
      data: { object },
    });

    it('is refused where its signature is missing, wrong or too old', async () => {
      const { body, headers } = shop.stripe.signed(notice('payment_intent.canceled', { id: 'pi_1' }, 'evt_forged'));
      const old = shop.stripe.signed(JSON.parse(body) as object, Date.now() - 301_000);
      const plain = { 'content-type': 'application/json' };
      for (const [sent, by] of [
        [body, plain],
        [`${body} `, headers],
        [body, { ...headers, 'stripe-signature': 'nonsense' }],
        [old.body, old.headers],
      ] as const)
        expect(await post(sent, by)).toMatchObject({ status: 400, json: { code: 'webhook-signature-invalid' } });
      expect((await noticesWith('waiting')).filter(({ providerRef }) => providerRef === 'pi_1')).toEqual([]);
    });
    it.each([
      ['evt_none', 'payment_intent.succeeded', { id: 'pi_nobody' }, 'unknown'],
      ['evt_refund', 'refund.updated', { id: 're_nobody' }, 'unknown'],
      ['evt_dispute', 'charge.dispute.created', { id: 'dp_nobody' }, 'unknown'],
      ['evt_else', 'payout.paid', { id: 'po_1' }, 'ignored'],
      ['evt_empty', 'payment_intent.succeeded', {}, 'ignored'],
      ['evt_list', 'payment_intent.succeeded', [], 'ignored'],
      ['evt_long', `x${'y'.repeat(3_000)}`, { id: 'z'.repeat(9_000) }, 'ignored'],
    ])('is stored where it is about nothing of ours: %s', async (id, type, object, outcome) => {
      expect(await shop.stripe.send(notice(type, object, id), route())).toBe(200);
      await eventually(async () => {
        const { json } = await shop.ask('GET', `/v1/payments/notices?outcome=${outcome}&limit=200`);
        expect(json.items.map(({ noticeId }: { noticeId: string }) => noticeId)).toContain(id);
      });
    });
    it.each([['{'], ['[]'], ['null'], ['{"id":1}'], ['{"id":"evt_x","type":7}'], ['']])(
      'never makes a fault, even where it is signed: %s',
      async (body) => {
        const { headers } = shop.stripe.signed({});
        const seconds = Math.floor(Date.now() / 1_000);
        const signature = createHmac('sha256', shop.stripe.secret).update(`${seconds}.${body}`).digest('hex');
        const signed = { ...headers, 'stripe-signature': `t=${seconds},v1=${signature}` };
        expect((await post(body, signed)).status).toBe(400);
      },
    );
    it('is not heard for a provider that takes no payments here', async () => {
      const response = await fetch(route().replace('stripe', 'sandbox'), { method: 'POST' });
      expect(response.status).toBe(404);
    });
    it('is looked at before it is parsed', async () => {
      const { headers } = shop.stripe.signed({});
      expect((await post('{"a":', headers)).json.code).toBe('webhook-signature-invalid');
    });
    it.each(['stripe', 'nobody'])('is taken although strangers are slowed at the same address: %s', async (name) => {
      const forged = Array.from({ length: 260 }, () => fetch(route().replace('stripe', name), { method: 'POST' }));
      expect((await Promise.all(forged)).filter(({ status }) => status === 429).length).toBeGreaterThan(0);
      expect(await shop.stripe.send(notice('payout.paid', {}, `evt_beside_${name}`), route())).toBe(200);
    });
    it('changes nothing where it comes late, twice and backwards', async () => {
      const orderId = await paid(1, 1);
      await refund(orderId, 500);
      await shop.money(orderId, { refundedMinor: 500 });
      const before = (await shop.ask('GET', `/v1/orders/${orderId}/payments`)).json;
      await shop.sendNotices((all) => [...all, ...all].toReversed());
      await eventually(async () => expect(await noticesWith('waiting')).toEqual([]));
      expect((await shop.ask('GET', `/v1/orders/${orderId}/payments`)).json).toEqual(before);
      expect([booked(orderId, 'capture'), booked(orderId, 'refund')]).toEqual([2_000, 500]);
    });
    it('stays visible where it contradicts a refund that had succeeded, which then has failed', async () => {
      const orderId = await paid(1);
      await refund(orderId, 300);
      await shop.money(orderId, { refundedMinor: 300 });
      const made = shop.stripe.refunds.at(-1)!;
      shop.stripe.bounce(made.id);
      await shop.sendNotices((all) => [...all, ...all]);
      await eventually(async () =>
        expect(await noticesWith('contradicts')).toContainEqual(
          expect.objectContaining({ providerRef: made.id, orderId }),
        ),
      );
      const { refunds } = await shop.money(orderId, {
        refundedMinor: 0,
        refunds: [expect.objectContaining({ status: 'failed', paidMinor: 0, failure: 'lost or stolen card' })],
      });
      const { json } = await shop.ask('GET', `/v1/orders/${orderId}/story`);
      expect(json.items.map(({ type }: { type: string }) => type)).toContain('RefundBounced');
      // A person retries it, and it goes back once.
      await shop.ask('POST', `/v1/orders/${orderId}/refunds/${refunds[0].refundId}/retry`, {});
      await shop.money(orderId, { refundedMinor: 300, refunds: [expect.objectContaining({ status: 'succeeded' })] });
      expect(booked(orderId, 'refund')).toBe(300);
      const rows = await shop.running.app.get(DataSource).getRepository(MoneyMoveRow).findBy({ orderId });
      const moved = rows.map(({ move, providerRef, amountMinor }) => ({ move, providerRef, amountMinor }));
      const again = shop.stripe.refunds.at(-1)!;
      for (const [move, providerRef] of [
        ['refund', made.id],
        ['refund-returned', made.id],
        ['refund', again.id],
      ])
        expect(moved).toContainEqual({ move, providerRef, amountMinor: 300 });
    });
  });

  it('are compared with the books of the provider, which differ by order and amount', async () => {
    const orderId = await paid(1);
    const intent = shop.stripe.intentsOf(orderId)[0]!.id;
    const day = new Date(Date.now() - 24 * 60 * 60_000).toISOString().slice(0, 10);
    const settle = (file: string) => shop.ask('POST', '/v1/settlements', { day, file });
    const header = 'ref,kind,amount,currency,day\n';
    const { json, status } = await settle(`${header}${intent},capture,10.00,GBP,${day}\n`);
    // Our books have it today, so yesterday's file differs.
    const difference = { orderId, providerRef: intent, move: 'capture', currency: 'GBP', since: day };
    expect([status, json.differences]).toEqual([201, [{ ...difference, oursMinor: 0, theirsMinor: 1_000 }]]);
    expect((await settle(header)).json).toMatchObject({ differenceCount: 0, lineCount: 0 });
    expect((await shop.ask('GET', '/v1/settlements')).json.items).toMatchObject([{ day, differenceCount: 0 }]);
    expect((await shop.ask('GET', `/v1/settlements/${day}`)).json.differences).toEqual([]);
    expect((await settle('x'.repeat(500_000))).json.code).toBe('settlement-header-unknown');
    expect((await settle(`${header}pi,capture,x,GBP,${day}`)).json.code).toBe('settlement-rows-invalid');
    // The body is the limit of a file, and says so.
    expect((await settle(`${header}${'\n'.repeat(520_000)}`)).status).toBe(201);
    expect(await settle(`${header}${'\n'.repeat(524_288)}`)).toMatchObject({
      status: 413,
      json: { code: 'body-too-large' },
    });
  });
});

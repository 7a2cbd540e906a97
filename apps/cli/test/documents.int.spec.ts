import type { ServiceName } from '@concord/client';
import { shortId } from '@concord/contracts';
import { eventually, readPdf, uniqueName } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import { pathClientAs, pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

interface Listed {
  readonly documentId: string;
  readonly kind: string;
  readonly series: string;
  readonly number: number;
  readonly numberText: string;
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly customerId?: string | null;
  readonly corrects: readonly { readonly numberText: string }[];
}
interface Content extends Listed {
  readonly buyer: {
    readonly address: { readonly name?: string; readonly erased?: boolean };
    readonly company?: object;
  };
  readonly lines: readonly { readonly sku: string; readonly totalMinor: number; readonly taxMinor: number }[];
  readonly payment?: { readonly capturedMinor: number; readonly dueMinor: number; readonly dueAt?: string };
  readonly masked?: readonly string[];
}
interface Quoted {
  readonly quote: { readonly quoteId: string; readonly totalMinor: number };
}

/** All services as processes: from a basket to its invoice, its credit note and the paper of both. */
describe('documents', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let shop: PathClient;
  const [A, B] = [uniqueName('A').toUpperCase(), uniqueName('B').toUpperCase()];
  const customer = (customerId: string) =>
    pathClientAs(started.system, { roles: ['customer'], subject: customerId, customerId });
  const as = (role: 'cs_lead' | 'head_of_digital' | 'business_analyst' | 'marketing_manager') =>
    pathClientAs(started.system, { roles: [role], subject: role });
  const put = (client: PathClient, service: ServiceName, path: string, body: object) =>
    client.call(service, 'PUT', path, { body });
  const refusal = (asked: Promise<unknown>) =>
    asked.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  const file = async (client: PathClient, path: string, headers = {}, service: ServiceName = 'orders') => {
    const { data } = await client.call(service, 'GET', path, { headers });
    return new Uint8Array(await (data as Blob).arrayBuffer());
  };

  beforeAll(async () => {
    started = await startedSystem();
    shop = pathClientOf(started.system);
    const product = (sku: string, priceMinor: number) => {
      return { sku, title: `Thing ${sku}`, kind: 'shippable', priceMinor, currency: 'GBP', weightG: 200 };
    };
    await shop.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    await shop.write('catalog', '/v1/imports', { rows: [product(A, 197), product(B, 1_000)], publish: true });
    const lines = [A, B].map((sku) => ({ sku, quantity: 50 }));
    await shop.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    const uk = { name: 'United Kingdom', kind: 'domestic', countries: ['GB', 'United Kingdom'] };
    await put(shop, 'orders', '/v1/tax/zones/UK', uk);
    const from = '2026-01-01T00:00:00Z';
    await put(shop, 'orders', '/v1/tax/zones/UK/rates/standard', { rateMilli: 20_000, from });
    await aligned(shop);
  }, 180_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  async function ordered(customerId: string, wanted: readonly (readonly [string, number])[], token = 'ok') {
    const client = customer(customerId);
    const { cartId } = await client.write<{ cartId: string }>('orders', '/v1/carts', { currency: 'GBP' });
    for (const [sku, quantity] of wanted) await client.write('orders', `/v1/carts/${cartId}/lines`, { sku, quantity });
    await put(client, 'orders', `/v1/carts/${cartId}/address`, {
      shipTo: { country: 'GB', postcode: 'N1 9GU', name: 'Ada Bell', street: '12 Mill Lane', city: 'London' },
    });
    const { quote } = await client.write<Quoted>('orders', `/v1/carts/${cartId}/quote`);
    const payment = { method: 'card', token };
    const body = { cartId, quoteId: quote.quoteId, payment, purchaseOrderNumber: 'PO 7' };
    const { orderId } = (await client.call('orders', 'POST', '/v1/orders', { body, wait: 5 })).data as {
      orderId: string;
    };
    return orderId;
  }
  async function sent(orderId: string, units: readonly { readonly sku: string; readonly quantity: number }[]) {
    const fulfilmentId = `${orderId}.MAIN`;
    await eventually(async () => shop.read('logistics', `/v1/fulfilments/${fulfilmentId}`), { within: 30_000 });
    await shop.write('logistics', '/v1/pick-tasks', { fulfilmentId, scans: units, finish: true });
    await shop.write('logistics', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true });
    await shop.write('logistics', `/v1/fulfilments/${fulfilmentId}/labels`);
    await shop.write('logistics', `/v1/shipments/${fulfilmentId}/handover`);
    await shop.write('logistics', `/v1/shipments/${fulfilmentId}/deliver`);
    await aligned(shop);
    return fulfilmentId;
  }
  async function authorised(orderId: string, lineId: string, quantity: number) {
    const lines = [{ lineId, quantity, reason: 'a spec' }];
    const { id } = await shop.write<{ id: string }>('customer-service', '/v1/return-desk/requests', { orderId, lines });
    await aligned(shop);
    return id;
  }
  const documentsOf = (orderId: string, count: number) =>
    eventually(
      async () => {
        const { items } = await shop.read<{ items: Listed[] }>('orders', `/v1/orders/${orderId}/documents`);
        expect(items).toHaveLength(count);
        return items;
      },
      { within: 15_000 },
    );
  const one = (client: PathClient, { documentId }: Listed) =>
    client.read<Content>('orders', `/v1/documents/${documentId}`);

  let orderId: string;
  let invoice: Listed;
  let note: Listed;
  let returnId: string;
  let label: Uint8Array;

  it('are issued when the money of a parcel is captured, and when a part of it goes back', async () => {
    orderId = await ordered('ada', [
      [A, 3],
      [B, 1],
    ]);
    await sent(orderId, [
      { sku: A, quantity: 3 },
      { sku: B, quantity: 1 },
    ]);
    [invoice] = (await documentsOf(orderId, 1)) as [Listed];
    const year = new Date().getUTCFullYear();
    expect(invoice).toMatchObject({ kind: 'invoice', series: `INV-${year}`, totalMinor: 1_591, taxMinor: 265 });
    const content = await one(customer('ada'), invoice);
    expect(content).toMatchObject({
      buyer: { address: { name: 'Ada Bell' } },
      lines: [
        { sku: A, totalMinor: 591 },
        { sku: B, totalMinor: 1_000 },
      ],
      payment: { capturedMinor: 1_591, dueMinor: 0 },
    });
    returnId = await authorised(orderId, '1', 2);
    label = await file(customer('ada'), `/v1/return-shipments/${returnId}/label`, {}, 'logistics');
    await shop.write('logistics', `/v1/return-shipments/${returnId}/arrive`, { warehouse: 'MAIN' });
    await aligned(shop);
    const grades = [{ lineId: '1', quantity: 2, grade: 'A' }];
    await shop.write('inventory', `/v1/return-receipts/${returnId}/grades`, { grades });
    [, note] = (await documentsOf(orderId, 2)) as [Listed, Listed];
    expect(note).toMatchObject({
      kind: 'credit-note',
      totalMinor: 394,
      corrects: [{ numberText: invoice.numberText }],
    });
    expect(await one(shop, note)).toMatchObject({ cause: 'return', lines: [{ sku: A, quantity: 2, totalMinor: 394 }] });
  }, 120_000);

  it('can be read as a PDF, in two languages, the same each time', async () => {
    const ada = customer('ada');
    const path = `/v1/documents/${invoice.documentId}/pdf`;
    const bytes = await file(ada, path);
    expect(Buffer.from(await file(ada, `${path}?language=en`)).equals(bytes)).toBe(true);
    const { text, pages, files } = await readPdf(bytes);
    expect(pages).toBe(1);
    for (const part of [
      'Invoice',
      invoice.numberText,
      'Ada Bell',
      '12 Mill Lane',
      `Thing ${A}`,
      '15.91 GBP',
      '2.65 GBP',
      'PO 7',
    ])
      expect(text).toContain(part);
    expect(files).toEqual([{ name: 'factur-x.xml', content: expect.stringContaining(invoice.numberText) }]);
    const italian = await readPdf(await file(ada, path, { 'accept-language': 'it-IT,it;q=0.9,en;q=0.5' }));
    expect(italian.text).toContain('Fattura');
    expect(italian.text).toContain('15,91 GBP');
    const credit = await readPdf(await file(ada, `/v1/documents/${note.documentId}/pdf`));
    for (const part of ['Credit note', note.numberText, invoice.numberText, 'Units came back', '3.94 GBP'])
      expect(credit.text).toContain(part);
  }, 60_000);

  it('can be read as data', async () => {
    const xml = Buffer.from(await file(shop, `/v1/documents/${note.documentId}/xml`)).toString();
    expect(xml).toContain(`<ram:ID>${note.numberText}</ram:ID>`);
    expect(xml).toContain('<ram:TypeCode>381</ram:TypeCode>');
    expect(xml).toContain('<ram:GrandTotalAmount>3.94</ram:GrandTotalAmount>');
    expect(xml).toContain(`<ram:IssuerAssignedID>${invoice.numberText}</ram:IssuerAssignedID>`);
  });

  it('of a parcel lie in it, and lead its return home', async () => {
    const slipPath = `/v1/fulfilments/${orderId}.MAIN/packing-slip`;
    const slip = await readPdf(await file(shop, `${slipPath}?language=it`, {}, 'logistics'));
    const number = shortId(orderId);
    for (const part of ['Distinta di imballaggio', 'Ada Bell', `Thing ${A}`, `\n${number}`, `${orderId}.MAIN`])
      expect(slip.text).toContain(part);
    expect(slip.text).not.toContain('1.97');
    const { text } = await readPdf(label);
    for (const part of ['Return', returnId, `Order ${number}`, 'Ada Bell', 'Concord Shop Ltd', 'EC1A 1BB', 'MAIN'])
      expect(text).toContain(part);
    const labelPath = `/v1/return-shipments/${returnId}/label`;
    expect(await refusal(customer('mallory').read('logistics', labelPath))).toBe('return-unknown');
    expect(await refusal(customer('ada').read('logistics', labelPath))).toBe('illegal-transition');
  });

  it('of a refund by hand correct all lines, and of an order on account name the date', async () => {
    const lead = as('cs_lead');
    await lead.write('orders', `/v1/orders/${orderId}/refunds`, { amountMinor: 100, reason: 'a spec' });
    const items = await documentsOf(orderId, 3);
    expect(items[2]).toMatchObject({ kind: 'credit-note', totalMinor: 100, number: note.number + 1 });
    const body = {
      channel: 'b2b',
      currency: 'GBP',
      customerId: 'bob',
      lines: [{ sku: B, quantity: 1, agreedUnitMinor: 900 }],
      shipTo: { country: 'GB', name: 'Bob' },
      payment: { method: 'invoice' },
    };
    const { orderId: owed } = (await lead.call('orders', 'POST', '/v1/orders', { body, wait: 5 })).data as {
      orderId: string;
    };
    await sent(owed, [{ sku: B, quantity: 1 }]);
    const [due] = await documentsOf(owed, 1);
    const { payment } = await one(lead, due!);
    expect(payment).toMatchObject({ capturedMinor: 0, dueMinor: 900, dueAt: expect.any(String) });
    const { text } = await readPdf(await file(lead, `/v1/documents/${due!.documentId}/pdf`));
    expect(text).toContain('IBAN');
  }, 60_000);

  it('are listed for finance by series, without a gap', async () => {
    const { items } = await shop.read<{ items: Listed[] }>('orders', `/v1/documents?series=${invoice.series}`);
    expect(items.map(({ number }) => number)).toEqual(items.map((_, index) => items.length - index));
    const since = await shop.read<{ items: Listed[] }>('orders', '/v1/documents?from=2099-01-01T00:00:00Z');
    expect(since.items).toEqual([]);
    const analyst = as('business_analyst');
    const seen = await analyst.read<{ items: Listed[] }>('orders', `/v1/documents?kind=credit-note`);
    expect(seen.items.length).toBeGreaterThan(1);
    expect(seen.items.every((row) => !('customerId' in row) || row.customerId === undefined)).toBe(true);
    const { text } = await readPdf(await file(analyst, `/v1/documents/${invoice.documentId}/pdf`));
    expect(text).not.toContain('Ada');
  });

  it('belong to their customer alone', async () => {
    const mallory = customer('mallory');
    expect(await refusal(one(mallory, invoice))).toBe('document-unknown');
    expect(await refusal(mallory.read('orders', `/v1/documents/${invoice.documentId}/pdf`))).toBe('document-unknown');
    expect(await refusal(mallory.read('orders', `/v1/orders/${orderId}/documents`))).toBe('order-unknown');
    expect((await mallory.read<{ items: Listed[] }>('orders', '/v1/documents')).items).toEqual([]);
    expect(await refusal(as('marketing_manager').read('orders', '/v1/documents'))).toBe('permission-missing');
  });

  it('keep their numbers when the customer is erased, and lose the name', async () => {
    await shop.write('customer-service', '/v1/customers/ada/erase');
    const path = `/v1/documents/${invoice.documentId}`;
    await eventually(
      async () => {
        const { buyer, totalMinor } = await shop.read<Content>('orders', path);
        expect({ address: buyer.address, totalMinor }).toMatchObject({ address: { erased: true }, totalMinor: 1_591 });
        const { text } = await readPdf(await file(shop, `${path}/pdf`));
        expect(text).toContain('(erased)');
        expect(text).not.toContain('Ada');
        expect(text).toContain('15.91 GBP');
      },
      { within: 75_000, every: 500 },
    );
  }, 90_000);
});

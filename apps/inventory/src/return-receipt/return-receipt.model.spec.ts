import { Rejection, Stage, type Command } from '@concord/event-sourcing';
import fc from 'fast-check';
import { freeOf, onHand } from '../stock/buckets';
import { reserveStock } from '../reservation/reserve-stock.decider';
import { bookStock } from '../stock/book-stock.decider';
import { stockItemAggregate } from '../stock/stock-item.aggregate';
import { warehouse } from '../warehouse/warehouse.decider';
import { inspectReturn } from './inspect-return.decider';
import { returnReceiptAggregate } from './return-receipt.aggregate';

// Return parcels are announced, arrive and are graded in any order. The model is a list of what a person would expect.

type Letter = 'A' | 'B' | 'C' | 'D' | 'M' | 'W';
interface Graded {
  readonly returnId: string;
  readonly lineId: string;
  readonly grade: Letter;
  readonly quantity: number;
  readonly foundSku?: string;
  readonly restockTo?: string;
}

const RETURNS = {
  r1: [
    { lineId: '1', sku: 'TEE', quantity: 5 },
    { lineId: '2', sku: 'CAP', quantity: 2 },
  ],
  r2: [{ lineId: '1', sku: 'TEE', quantity: 3 }],
  r3: [{ lineId: '1', sku: 'MUG', quantity: 1 }],
  /** The return r2 is of this order, which sent 3. */
  r4: [{ lineId: '1', sku: 'TEE', quantity: 2 }],
} as const;
const ORDERS = { r1: 'o1', r2: 'o2', r3: 'o3', r4: 'o2' } as const;
const IDS = Object.keys(RETURNS) as (keyof typeof RETURNS)[];
const SKUS = ['TEE', 'CAP', 'MUG', 'PEN'];
/** MAIN sells and accepts returns, BACK only accepts returns, SHOP accepts none. */
const PLACES = { MAIN: { sells: true, acceptsReturns: true }, BACK: { sells: false, acceptsReturns: true } } as const;

const returnId = fc.constantFrom(...IDS);
const place = fc.constantFrom('MAIN', 'BACK', 'SHOP');
const graded: fc.Arbitrary<Graded> = fc.record(
  {
    returnId,
    lineId: fc.constantFrom('1', '2'),
    grade: fc.constantFrom<Letter>('A', 'B', 'C', 'D', 'M', 'W'),
    quantity: fc.integer({ min: 1, max: 4 }),
    foundSku: fc.constantFrom('PEN', 'MUG'),
    restockTo: place,
  },
  { requiredKeys: ['returnId', 'lineId', 'grade', 'quantity'] },
);
const operation: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: graded.map(({ returnId: id, ...one }) => ({
      type: 'GradeReturn',
      data: { returnId: id, grades: [one], knownSkus: ['PEN', 'MUG'], callers: [], lowUnits: 5 },
    })),
  },
  returnId.map((id) => ({
    type: 'ExpectReturn',
    data: { returnId: id, orderId: ORDERS[id], lines: [...RETURNS[id]] },
  })),
  fc.record({ returnId, warehouse: place }).map((data) => ({ type: 'RegisterReturnArrival', data })),
  returnId.map((id) => ({ type: 'CloseReturnReceipt', data: { returnId: id, callers: [] } })),
);

const opened = () => {
  const stage = new Stage([warehouse, bookStock, reserveStock, inspectReturn]);
  const flags = { sells: true, ships: true, acceptsReturns: false };
  for (const [code, own] of Object.entries({ ...PLACES, SHOP: {} }))
    stage.take({ type: 'OpenWarehouse', data: { ...flags, ...own, warehouse: code, name: code } });
  for (const id of ['r1', 'r2', 'r3'] as const) {
    const lines = RETURNS[id].map(({ sku, quantity }) => ({ sku, quantity }));
    const data = { orderId: ORDERS[id], fulfilmentId: `${ORDERS[id]}.MAIN`, warehouse: 'MAIN', lines, lowUnits: 5 };
    stage.take({ type: 'CommitShipment', data });
  }
  return stage;
};

const receiptOf = (stage: Stage, id: string) => stage.state(returnReceiptAggregate, id);
const stockOf = (stage: Stage, sku: string) => stage.state(stockItemAggregate, sku).warehouses;
const skuOf = ({ returnId: id, lineId }: Graded) =>
  (RETURNS[id as keyof typeof RETURNS] as readonly { lineId: string; sku: string }[]).find(
    (line) => line.lineId === lineId,
  )!.sku;
const sum = (list: readonly { readonly quantity: number }[]) =>
  list.reduce((total, { quantity }) => total + quantity, 0);

/** Gets the accepted grades in their order, and the results of the closed inspections. */
type Rule = (stage: Stage, taken: readonly Graded[], closedAs: ReadonlyMap<string, string>) => boolean;

function keeps(rule: Rule, operations: readonly Command[]): boolean {
  const stage = opened();
  const taken: Graded[] = [];
  const closedAs = new Map<string, string>();
  return operations.every((command) => {
    const result = stage.take(command);
    if (result instanceof Rejection) return rule(stage, taken, closedAs);
    const { returnId: id } = command.data as { returnId: string };
    if (command.type === 'GradeReturn') {
      const { grades } = command.data as { grades: readonly Graded[] };
      taken.push(...grades.map((one) => ({ ...one, returnId: id })));
    }
    if (command.type === 'CloseReturnReceipt') closedAs.set(id, JSON.stringify(receiptOf(stage, id).graded));
    return rule(stage, taken, closedAs);
  });
}

const rules: Record<string, Rule> = {
  'no unit is graded twice, and none that did not arrive': (stage, taken) =>
    IDS.every((id) =>
      RETURNS[id].every(
        ({ lineId, quantity }) => sum(taken.filter((one) => one.returnId === id && one.lineId === lineId)) <= quantity,
      ),
    ) && taken.every(({ returnId: id }) => ['arrived', 'closed'].includes(receiptOf(stage, id).status)),

  'no more comes back of an order than left with it': (_, taken) =>
    sum(
      taken.filter(
        ({ returnId: id, grade }) => ORDERS[id as keyof typeof ORDERS] === 'o2' && grade !== 'M' && grade !== 'W',
      ),
    ) <= 3,

  'every unit goes to the bucket of its grade, at the warehouse of arrival or the named one': (stage, taken) => {
    const at = (one: Graded) => one.restockTo ?? receiptOf(stage, one.returnId).warehouse!;
    return SKUS.every((sku) =>
      ['MAIN', 'BACK', 'SHOP'].every((code) => {
        const here = taken.filter((one) => at(one) === code);
        const own = here.filter((one) => one.grade !== 'W' && skuOf(one) === sku);
        const found = here.filter((one) => one.grade === 'W' && one.foundSku === sku);
        const of = (letter: Letter) => sum(own.filter(({ grade }) => grade === letter));
        const { available = 0, quality = 0, damaged = 0 } = stockOf(stage, sku)[code] ?? {};
        return available === of('A') && quality === of('B') + sum(found) && damaged === of('C');
      }),
    );
  },

  'a warehouse that accepts no returns holds none': (stage) =>
    SKUS.every((sku) => {
      const shop = stockOf(stage, sku)['SHOP'];
      return !shop || onHand(shop) === 0;
    }),

  'what is for sale is what is as new at a warehouse that sells': (stage) =>
    SKUS.every((sku) => freeOf(stockOf(stage, sku)) === (stockOf(stage, sku)['MAIN']?.available ?? 0)),

  'a closed inspection has graded every unit, is announced once, and does not change': (stage, _, closedAs) =>
    [...closedAs].every(([id, found]) => {
      const { status, graded: list, lines } = receiptOf(stage, id);
      const said = stage.happened.filter(
        ({ type, data }) => type === 'ReturnReceiptClosed' && (data as { returnId: string }).returnId === id,
      );
      const isWhole = lines.every((line) => sum(list.filter(({ lineId }) => lineId === line.lineId)) === line.quantity);
      return status === 'closed' && isWhole && JSON.stringify(list) === found && said.length === 1;
    }),
};

describe('whatever comes back', () => {
  it.each(Object.entries(rules))('%s', (_, rule) => {
    const sequences = fc.property(fc.array(operation, { maxLength: 60, size: 'max' }), (operations) =>
      keeps(rule, operations),
    );
    expect(() => fc.assert(sequences, { numRuns: 400 })).not.toThrow();
  });
});

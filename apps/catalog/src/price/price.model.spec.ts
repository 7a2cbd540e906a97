import { PriceActivated, PriceExpired } from '@concord/contracts';
import { Rejection, Stage, type Command, type DomainEvent } from '@concord/event-sourcing';
import fc from 'fast-check';
import { skuOwner, SkuTaken } from '../product/sku.aggregate';
import { priceMoments } from './price-moments.decider';
import { priceBook } from './price.aggregate';
import { price } from './price.decider';

// Prices are proposed for now and for later, for a while and for good, and withdrawn; timers fire late and in any order.
// A plain list of all agreed prices with their dates is the model.

const sku = 'MUG';
const MINUTE_MS = 60_000;
const after = (now: string, minutes: number) => new Date(Date.parse(now) + minutes * MINUTE_MS).toISOString();

type Operation =
  | { readonly kind: 'propose'; readonly amountMinor: number; readonly inMinutes: number; readonly minutes: number }
  | { readonly kind: 'withdraw'; readonly which: number }
  | { readonly kind: 'timers'; readonly order: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('propose' as const),
      amountMinor: fc.integer({ min: 600, max: 1_000 }),
      inMinutes: fc.integer({ min: 0, max: 6 }),
      // 0 stands for good.
      minutes: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('timers' as const), order: fc.nat(1) }) },
);

interface Agreed {
  readonly id: string;
  readonly amountMinor: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The model: what was agreed, and what of it holds. */
class Agreements {
  private readonly all: Agreed[] = [];

  add(agreed: Agreed) {
    this.all.push(agreed);
  }
  remove(id: string) {
    this.all.splice(
      this.all.findIndex((each) => each.id === id),
      1,
    );
  }
  at(nowMs: number): number | undefined {
    const begun = this.all.filter(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
    const temporary = begun.find(({ untilMs }) => untilMs < Infinity);
    // Of two that began at one moment, the one that was agreed later holds.
    const lasting = begun.reduce<Agreed | undefined>(
      (best, each) => (best && best.fromMs > each.fromMs ? best : each),
      undefined,
    );
    return (temporary ?? lasting)?.amountMinor;
  }
}

/** What subscribers believe. */
const published = (happened: readonly DomainEvent[]) =>
  happened.reduce<number | undefined>((amount, { type, data }) => {
    if (type === PriceActivated.type) return (data as { amountMinor: number }).amountMinor;
    return type === PriceExpired.type ? undefined : amount;
  }, undefined);

function keeps(operations: readonly Operation[]): boolean {
  const stage = new Stage([price, priceMoments]);
  stage.let(skuOwner, sku, SkuTaken.of({ sku, productId: 'p1', kind: 'shippable' }));
  const agreements = new Agreements();
  const book = () => stage.state(priceBook, sku);
  let count = 0;
  const propose = ({ amountMinor, inMinutes, minutes }: Extract<Operation, { kind: 'propose' }>) => {
    const proposalId = `o${(count += 1)}`;
    const now = after(stage.now, 1);
    const from = after(now, inMinutes);
    const until = minutes > 0 ? { until: after(from, minutes) } : {};
    const terms = { approvalPercent: 100, floorPercent: 0 };
    const offer = { list: 'standard', amountMinor, currency: 'EUR', ...(inMinutes > 0 && { from }), ...until };
    const result = stage.take({ type: 'ProposePrice', data: { proposalId, sku, ...offer, ...terms } } as Command);
    if (result instanceof Rejection) return;
    const untilMs = minutes > 0 ? Date.parse(until.until!) : Infinity;
    agreements.add({ id: proposalId, amountMinor, fromMs: Date.parse(from), untilMs });
  };
  const fireTimers = (order: number) => {
    // Each command takes a minute, in which more may become due.
    for (let round = 0; round < 50; round += 1) {
      const now = Date.parse(after(stage.now, 1));
      const starts = Object.entries(book().scheduled)
        .filter(([, { from }]) => Date.parse(from) <= now)
        .map(([proposalId]): Command => ({ type: 'StartPrice', data: { proposalId, sku } }));
      const until = book().lists['standard']?.until;
      const ends: Command[] =
        until !== undefined && Date.parse(until) <= now
          ? [{ type: 'EndPrice', data: { sku, list: 'standard', at: until } }]
          : [];
      const due = order === 0 ? [...starts, ...ends] : [...ends, ...starts.toReversed()];
      if (due.length === 0) return;
      for (const command of due) stage.take(command);
    }
  };
  return operations.every((each) => {
    if (each.kind === 'propose') propose(each);
    else if (each.kind === 'withdraw') {
      const ids = Object.keys(book().scheduled);
      const proposalId = ids[each.which];
      // What is due has begun, whenever its timer fires.
      if (proposalId === undefined || Date.parse(book().scheduled[proposalId]!.from) <= Date.parse(after(stage.now, 1)))
        return true;
      stage.take({ type: 'WithdrawPrice', data: { proposalId, sku, reason: 'no' } });
      agreements.remove(proposalId);
    } else {
      fireTimers(each.order);
      const expected = agreements.at(Date.parse(stage.now));
      return book().lists['standard']?.amountMinor === expected && published(stage.happened) === expected;
    }
    return true;
  });
}

describe('the price of a SKU', () => {
  it('is what was agreed for the moment, in whatever order timers fire', () => {
    fc.assert(fc.property(fc.array(operation, { minLength: 1, maxLength: 30 }), keeps), { numRuns: 2_000 });
  });
});

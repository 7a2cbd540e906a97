import { RETURN_GRADE_PERCENTS, RETURN_WINDOW_DAYS } from '@concord/contracts';
import { Rejection } from '@concord/event-sourcing';
import type { Client } from './simulated-client';
import { payOutUntil } from './simulated-payouts';
import type { World } from './instance';

/** What goes back of the price for the grades of the shop's inspections, in percent. */
export const PERCENT_OF: Readonly<Record<string, number>> = { ...RETURN_GRADE_PERCENTS.initial, M: 0 };

interface Page {
  readonly status: string;
  readonly lines: readonly { lineId: string; sku: string; quantity: number; stocked: boolean; cancelled?: number }[];
  readonly returns: readonly object[];
  readonly claims: readonly object[];
  readonly arrivals: readonly { deliveredAt: string; knownAt: string }[];
}

interface Settled {
  readonly orderId: string;
  readonly status: string;
  readonly refundMinor: number;
  readonly creditedMinor: number;
  readonly undecided: readonly { lineId: string; grade: string; quantity: number }[];
}

type Units = readonly { lineId: string; quantity: number }[];

/** Where things come back: with the label of a return, with that of one that was called off, or with both. */
export class BackDoor {
  constructor(
    private readonly world: World,
    private readonly client: Client,
  ) {}

  async bringBack(n: number, orderId: string): Promise<void> {
    const { random } = this.world;
    const page = () => this.client.row<Page>('customer-service.order-pages', orderId);
    await this.client.until(() => (page()?.status === 'delivered' ? true : undefined), `the delivery of order ${n}`);
    const sent = page()!.lines.filter(({ quantity, cancelled = 0 }) => quantity > cancelled);
    const { lineId, quantity: ordered, cancelled = 0 } = sent[0]!;
    const lines = [{ lineId, quantity: random.whole(1, ordered - cancelled), reason: 'returned' }];
    const first = await this.ask(`return-${n}`, orderId, lines, page);
    const parcels = [first];
    if (random.chance(0.3)) {
      // The customer keeps the units, or the shop does not want them.
      const end = {
        type: random.chance(0.5) ? 'CancelReturn' : 'RejectReturn',
        data: { returnId: first, reason: 'no' },
      };
      await this.client.done('orders', `cancel-${first}`, () => [end], 'return-unknown');
      const second = await this.ask(`return-${n}-again`, orderId, lines, page);
      // The first label is used all the same, now and then with the second one.
      if (random.chance(0.5)) parcels.push(second);
      if (random.chance(0.5)) parcels.reverse();
    }
    await Promise.all(parcels.map((returnId) => this.inspect(returnId, lines)));
  }

  private async ask(key: string, orderId: string, lines: readonly object[], page: () => Page | undefined) {
    const { random, schedule } = this.world;
    const request = () => {
      const order = page();
      if (!order) return undefined;
      const facts = {
        returns: order.returns,
        claims: order.claims,
        windowDays: RETURN_WINDOW_DAYS.initial,
        arrivals: order.arrivals.flatMap(({ deliveredAt, knownAt }) => [deliveredAt, knownAt]),
        lines: order.lines.map(({ lineId, sku, stocked, quantity, cancelled = 0 }) => {
          return { lineId, sku, stocked, delivered: quantity - cancelled };
        }),
      };
      const data = { returnId: random.uuid7(Math.floor(schedule.now)), orderId, lines, order: facts };
      return [{ type: 'RequestReturnAtDesk', data }];
    };
    const { about } = await this.client.done('customer-service', key, request, 'return-not-eligible');
    return (about as { returnId: string }).returnId;
  }

  /** Takes in the parcel of a return, grades what is in it, and sees to it that the money is decided. */
  async inspect(returnId: string, lines: Units): Promise<void> {
    const status = () => this.client.row<Settled>('orders.returns', returnId)?.status;
    // The units of the second return may have come with the first one by then: nobody gets a label for them.
    if ((await this.client.until(status, `the verdict on return ${returnId}`)) === 'rejected') return;
    await this.client.writeWhenReady(
      'logistics',
      `arrive-${returnId}`,
      () => [
        {
          type: 'RecordReturnArrival',
          data: { returnId, place: { warehouse: 'NORTH', acceptsReturns: true }, callers: [] },
        },
      ],
      'return-unknown',
    );
    const grade = this.world.random.pick(['A', 'B', 'C']);
    // Now and then somebody puts the slip right while the parcel is opened.
    const place = { warehouse: 'SOUTH', acceptsReturns: true };
    const correct = () => [{ type: 'CorrectReturnArrival', data: { returnId, place, callers: [] } }];
    const isHere = () => this.client.row<Settled>('inventory.return-receipts', returnId)?.status === 'arrived';
    let correcting;
    if (this.world.random.chance(0.2)) {
      await this.client.until(() => isHere() || undefined, `the arrival of return ${returnId}`);
      correcting = this.client.write('logistics', `correct-${returnId}`, correct);
    }
    // What another parcel brought already is not in this one.
    if (!(await this.isGraded(returnId, lines, grade))) await this.isGraded(returnId, lines, 'M');
    await correcting;
    await this.settled(returnId);
  }

  private async isGraded(returnId: string, lines: Units, grade: string): Promise<boolean> {
    const grades = lines.map(({ lineId, quantity }) => ({ lineId, grade, quantity }));
    const answer = await this.client.writeWhenReady(
      'inventory',
      `grade-${returnId}-${grade}`,
      () => [{ type: 'GradeReturn', data: { returnId, grades, knownSkus: [], callers: [], lowUnits: 5, close: true } }],
      'return-unknown',
      'return-not-arrived',
    );
    return !(answer instanceof Rejection);
  }

  /** Waits until the money is decided, decides what the rules leave open, and waits until it is back. */
  private async settled(returnId: string) {
    const row = () => this.client.row<Settled>('orders.returns', returnId);
    const isSettled = () => ['settled', 'refunded'].includes(row()?.status ?? '') || undefined;
    await this.client.until(isSettled, `the settling of return ${returnId}`);
    const lines = row()!.undecided.map(({ lineId, grade, quantity }) => {
      return { lineId, quantity, percent: PERCENT_OF[grade]! };
    });
    const data = {
      returnId,
      decisionId: `decide-${returnId}`,
      lines,
      reason: 'seen',
      limitMinor: 1_000_000,
      dayFactor: 10,
    };
    if (lines.length > 0) {
      const answer = await this.client.write('orders', `decide-${returnId}`, () => [{ type: 'DecideReturn', data }]);
      // All that was paid has gone back, with another return: nothing more does.
      if (answer instanceof Rejection) {
        const nothing = { ...data, lines: lines.map((line) => ({ ...line, percent: 0 })) };
        await this.client.done('orders', `close-${returnId}`, () => [{ type: 'DecideReturn', data: nothing }]);
      }
    }
    const isBack = () => {
      const { status, refundMinor, creditedMinor, undecided } = row()!;
      return undecided.length === 0 && (status === 'refunded' || refundMinor === creditedMinor);
    };
    const about = { orderId: row()!.orderId, isBack, what: `the refund of return ${returnId}` };
    await payOutUntil(this.client, about, { isPatient: this.world.random.chance(0.5) });
  }
}

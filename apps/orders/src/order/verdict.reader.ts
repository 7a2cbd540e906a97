import { applyDecorators, Injectable } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Answers, type Caller, Changes, type IncomingRequest, Vault, Views } from '@concord/service';
import { orderHistory, OrderRow } from './order-history.projection';
import { demandReach, SeenOrder, seenOrder } from './seen-order.reader';

/** How long a request may wait for the verdict of a checkout. */
const WAIT_S_MAX = 5;

/** A route that answers with an order that it places, once its checkout has decided or the time of the caller is over. */
export const AnswersVerdict = () =>
  applyDecorators(
    Answers(SeenOrder, { status: 201, description: 'The order is decided: confirmed or rejected.' }),
    Answers(SeenOrder, {
      status: 202,
      description: 'Checkout goes on. Read the order again, at the address in the header Location.',
    }),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: `wait=N waits for the verdict, ${WAIT_S_MAX} s at most.`,
    }),
  );

/** Answers with an order that was just placed: decided, or still in its checkout. */
@Injectable()
export class Verdicts {
  constructor(
    private readonly views: Views,
    private readonly changes: Changes,
    private readonly vault: Vault,
  ) {}

  /** Waits as the header Prefer says. An order that is not decided by then is a 202 with its address. */
  async answer(orderId: string, prefer: string | undefined, incoming: IncomingRequest, caller: Caller) {
    incoming.onlyWaits();
    const row = await this.verdict(orderId, secondsToWait(prefer));
    // A stored answer belongs to the subject of the token; the order is its customer's.
    demandReach(row, caller, 'order.place');
    if (row.status === 'pending') void incoming.reply.status(202).header('location', `/v1/orders/${row.orderId}`);
    return seenOrder(this.vault, caller, row);
  }

  /** The row of an order once it is decided, or as it is when the time is over. */
  private async verdict(orderId: string, waitS: number): Promise<OrderRow> {
    const look = () => this.views.one(OrderRow, { orderId }, 'order');
    const isDecided = ({ status }: OrderRow) => status !== 'pending';
    const decided = waitS > 0 && (await this.changes.row(orderHistory, orderId, waitS * 1000, isDecided, look));
    return decided || look();
  }
}

/** `Prefer: wait=3` (RFC 7240). */
function secondsToWait(prefer = ''): number {
  const match = /(?:^|[,;\s])wait=(\d+)/.exec(prefer);
  return match ? Math.min(WAIT_S_MAX, Number(match[1])) : 0;
}

/** What the desk knows of an order when somebody wants to bring something back. */
export interface OrderFacts {
  readonly status: string;
  readonly deliveredAt: string | null;
  /** When the shop learnt of the delivery. */
  readonly deliveryKnownAt: string | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly quantity: number;
    readonly stocked: boolean;
    /** Units that will not be sent. */
    readonly cancelled?: number;
  }[];
  readonly returns: readonly {
    readonly returnId: string;
    readonly status: string;
    readonly lines: readonly Units[];
  }[];
}

export interface Units {
  readonly lineId: string;
  readonly quantity: number;
}

/** Whether units of one line can come back, and why not. */
export interface LineVerdict extends Units {
  readonly sku: string | null;
  readonly eligible: boolean;
  /** Units that could still come back. */
  readonly left: number;
  readonly reason: string | null;
  readonly detail: string | null;
}

export interface Verdict {
  readonly eligible: boolean;
  /** The last moment at which a return can be asked for. */
  readonly until: string | null;
  readonly lines: readonly LineVerdict[];
}

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;

/** The end of the return window. Whoever tells us late of a delivery does not shorten it by that. */
export function windowEnd({ deliveredAt, deliveryKnownAt }: Pick<OrderFacts, 'deliveredAt' | 'deliveryKnownAt'>) {
  const moments = [deliveredAt, deliveryKnownAt].flatMap((moment) => (moment === null ? [] : [Date.parse(moment)]));
  return moments.length === 0 ? null : new Date(Math.max(...moments) + WINDOW_DAYS * DAY_MS).toISOString();
}

/** Which of the units wanted may come back at this moment, line by line. */
export function eligibility(order: OrderFacts, wanted: readonly Units[], at: string): Verdict {
  const until = order.status === 'delivered' ? windowEnd(order) : null;
  const lines = merged(wanted).map((line) => verdictOn(line, order, until, at));
  return { eligible: lines.every(({ eligible }) => eligible), until, lines };
}

function verdictOn({ lineId, quantity }: Units, order: OrderFacts, until: string | null, at: string): LineVerdict {
  const line = order.lines.find((known) => known.lineId === lineId);
  const back = order.returns
    .filter(({ status }) => status !== 'rejected')
    .flatMap(({ lines }) => lines)
    .reduce((sum, units) => sum + (units.lineId === lineId ? units.quantity : 0), 0);
  const isOpen = until !== null && Date.parse(at) <= Date.parse(until);
  const left = line?.stocked && isOpen ? Math.max(0, line.quantity - (line.cancelled ?? 0) - back) : 0;
  const no = (reason: string, detail: string): LineVerdict => ({
    ...{ lineId, sku: line?.sku ?? null, quantity, eligible: false, left, reason, detail },
  });
  if (!line) return no('line-unknown', `The order has no line ${lineId}.`);
  if (!line.stocked) return no('line-not-returnable', `${line.sku} is a service and cannot come back.`);
  if (until === null) return no('order-not-delivered', `The order is ${order.status}: it has not arrived as a whole.`);
  if (!isOpen) return no('window-closed', `Returns were possible until ${until}.`);
  if (quantity > left)
    return no(
      'quantity-beyond-delivered',
      `Of ${line.quantity} delivered ${back} are in returns: ${left} can come back, ${quantity} are too many.`,
    );
  return { lineId, sku: line.sku, quantity, eligible: true, left, reason: null, detail: null };
}

/** The same line named twice is one wish. */
export function merged<U extends Units>(lines: readonly U[]): U[] {
  const byLine = new Map<string, U>();
  for (const line of lines) {
    const before = byLine.get(line.lineId);
    byLine.set(line.lineId, before ? { ...before, quantity: before.quantity + line.quantity } : line);
  }
  return [...byLine.values()];
}

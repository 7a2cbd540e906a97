import { creditsMinor, type Credits } from '@concord/contracts';
import { split } from '@concord/event-sourcing';
import type { Static } from 'typebox';
import type { World } from './instance';
import type { StoredEvent, StoredRow } from './stored';

interface Line {
  readonly lineId: string;
  readonly quantity: number;
  readonly totalMinor: number;
  readonly stocked: boolean;
  readonly isShipping?: true;
}
interface Confirmed {
  readonly orderId: string;
  readonly customerId?: string;
  readonly lines: readonly Line[];
  readonly totalMinor: number;
  readonly credits?: Static<typeof Credits>;
}
interface Money {
  readonly orderId: string;
  readonly returnId?: string;
  readonly amountMinor: number;
}
interface Cancelled extends Money {
  readonly lineId: string;
  readonly quantity: number;
  readonly credits?: Static<typeof Credits>;
}
interface Refunded extends Money {
  readonly refundId: string;
}
interface Units {
  readonly orderId: string;
  readonly units: readonly { readonly lineId: string; readonly quantity: number }[];
}
interface Settled {
  readonly returnId: string;
  readonly orderId: string;
  readonly byGrade: readonly {
    readonly lineId: string;
    readonly grade: string;
    readonly quantity: number;
    readonly refundMinor: number;
  }[];
}
interface Asked {
  readonly returnId: string;
  readonly lines: readonly { readonly lineId: string; readonly grade: string; readonly quantity: number }[];
}
interface Decided {
  readonly orderId: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly percent: number }[];
}
interface Account {
  readonly customerId: string;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
}

/** A simulated day is shorter than a return period, and nobody spends points on it. */
const MINOR_A_POINT = 100;

/**
 * Customers have the points of the units that they keep, as far as money was paid for them and stays with the shop:
 * whatever was delivered twice, late or after it came back.
 */
export function pointsAreConserved(world: World): string[] {
  const arrived = unitsBy(said<Units>(world, 'orders', 'OrderUnitsDelivered').flatMap(linesOf));
  const asked = new Set(
    said<Asked>(world, 'orders', 'ReturnDecisionNeeded').flatMap(({ returnId, lines }) =>
      lines.map(({ lineId, grade, quantity }) => `${returnId} ${lineId} ${grade} ${quantity}`),
    ),
  );
  const settled = said<Settled>(world, 'orders', 'ReturnSettled').flatMap(({ returnId, orderId, byGrade }) =>
    byGrade
      .filter(({ lineId, grade, quantity }) => !asked.has(`${returnId} ${lineId} ${grade} ${quantity}`))
      .filter(({ grade, refundMinor }) => 'ABC'.includes(grade) || refundMinor > 0)
      .map((line) => ({ orderId, ...line })),
  );
  const decided = said<Decided>(world, 'orders', 'ReturnDecided').flatMap(({ orderId, lines }) =>
    lines.filter(({ percent }) => percent > 0).map((line) => ({ orderId, ...line })),
  );
  const returned = unitsBy([...settled, ...decided]);
  const cancelled = unitsBy(said<Cancelled>(world, 'orders', 'OrderLineCancelled'));
  const overtaken = unitsBy(said<Units>(world, 'orders', 'CancellationOvertaken').flatMap(linesOf));
  const money = moneyOf(world);
  const expected = new Map<string, number>();
  for (const { orderId, customerId, lines, totalMinor, credits } of said<Confirmed>(
    world,
    'orders',
    'OrderConfirmed',
  )) {
    if (customerId === undefined) continue;
    const creditMinor = credits ? creditsMinor(credits) : 0;
    const byCredits = split(
      creditMinor,
      lines.map((line) => line.totalMinor),
    );
    const { isOver, lost } = money(orderId, totalMinor - creditMinor);
    let [points, openMinor] = [0, 0];
    for (const [n, { lineId, quantity, totalMinor: lineMinor, stocked, isShipping }] of lines.entries()) {
      if (!stocked || isShipping) continue;
      const key = `${orderId} ${lineId}`;
      const back = returned.get(key) ?? 0;
      const gone = (isOver ? quantity : (cancelled.get(key) ?? 0)) - (overtaken.get(key) ?? 0);
      const kept = Math.max(0, Math.min(arrived.get(key) ?? 0, quantity) - back);
      const byMoney = lineMinor - byCredits[n]!;
      points += Math.floor((byMoney * kept) / (quantity * MINOR_A_POINT));
      openMinor += (byMoney * Math.max(0, quantity - back - gone)) / quantity;
    }
    // Thirds of a minor unit are no whole numbers.
    const byMoney = Math.floor((openMinor - lost) / MINOR_A_POINT + 1e-9);
    const due = Math.max(0, lost === 0 ? points : Math.min(points, byMoney));
    expected.set(customerId, (expected.get(customerId) ?? 0) + due);
  }
  const accounts = new Map(accountsOf(world).map((account) => [account.customerId, account]));
  return [...new Set([...expected.keys(), ...accounts.keys()])].flatMap((customerId) => {
    const { available = 0, pending = 0, held = 0, owed = 0 } = accounts.get(customerId) ?? {};
    const has = available + pending + held - owed;
    const due = expected.get(customerId) ?? 0;
    return has === due ? [] : [`${customerId} has ${has} points, and kept and paid units that earn ${due}.`];
  });
}

/** What of the money of an order has not come in, or went back without a return. */
function moneyOf(world: World) {
  const all = <D extends { readonly orderId: string }>(type: string, orderId: string) =>
    said<D>(world, 'orders', type).filter((data) => data.orderId === orderId);
  const sum = (parts: readonly Money[]) => parts.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return (orderId: string, wholeMinor: number) => {
    const isOver = all<{ orderId: string; stage: string }>('OrderCancelled', orderId).some(
      ({ stage }) => stage === 'confirmed',
    );
    const cancelledMinor = all<Cancelled>('OrderLineCancelled', orderId).reduce(
      (total, { amountMinor, credits }) => total + amountMinor - (credits ? creditsMinor(credits) : 0),
      0,
    );
    const dueMinor = (isOver ? 0 : wholeMinor - cancelledMinor) + sum(all('CancellationOvertaken', orderId));
    const cameMinor =
      sum(all('PaymentCaptured', orderId)) +
      sum(all('InvoicePaymentRecorded', orderId)) +
      sum(all<Money>('InvoiceCredited', orderId).filter(({ returnId }) => returnId !== undefined));
    const back = new Map<string, number>();
    for (const { returnId, refundId, amountMinor } of all<Refunded>('RefundSucceeded', orderId))
      if (returnId === undefined) back.set(refundId, amountMinor);
    const backMinor = [...back.values()].reduce((total, minor) => total + minor, 0);
    return { isOver, lost: Math.max(0, dueMinor - cameMinor) + backMinor };
  };
}

const linesOf = ({ orderId, units }: Units) => units.map((line) => ({ orderId, ...line }));

function unitsBy(lines: readonly { readonly orderId: string; readonly lineId: string; readonly quantity: number }[]) {
  const sums = new Map<string, number>();
  for (const { orderId, lineId, quantity } of lines) {
    const key = `${orderId} ${lineId}`;
    sums.set(key, (sums.get(key) ?? 0) + quantity);
  }
  return sums;
}

const said = <D>(world: World, service: string, type: string): D[] =>
  [...world.databases.get(service)!.all<StoredEvent>('events')].flatMap(([, event]) =>
    event.type === type ? [event.data as D] : [],
  );

const accountsOf = (world: World): Account[] =>
  [...world.databases.get('marketing')!.all<StoredRow>('rows')].flatMap(([key, { row }]) =>
    key.startsWith('rows/marketing.loyalty-accounts\n') ? [row as Account] : [],
  );

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
}
interface Units {
  readonly orderId: string;
  readonly units: readonly { readonly lineId: string; readonly quantity: number }[];
}
interface Settled {
  readonly orderId: string;
  readonly byGrade: readonly {
    readonly lineId: string;
    readonly grade: string;
    readonly quantity: number;
    readonly refundMinor: number;
  }[];
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

/** Customers have the points of the units that they keep: whatever was delivered twice, late or after it came back. */
export function pointsAreConserved(world: World): string[] {
  const arrived = unitsBy(said<Units>(world, 'orders', 'OrderUnitsDelivered').flatMap(linesOf));
  const settled = said<Settled>(world, 'orders', 'ReturnSettled').flatMap(({ orderId, byGrade }) =>
    byGrade
      .filter(({ grade, refundMinor }) => 'ABC'.includes(grade) || refundMinor > 0)
      .map((line) => ({ orderId, ...line })),
  );
  const decided = said<Decided>(world, 'orders', 'ReturnDecided').flatMap(({ orderId, lines }) =>
    lines.filter(({ percent }) => percent > 0).map((line) => ({ orderId, ...line })),
  );
  const returned = unitsBy([...settled, ...decided]);
  const expected = new Map<string, number>();
  for (const { orderId, customerId, lines } of said<Confirmed>(world, 'orders', 'OrderConfirmed')) {
    if (customerId === undefined) continue;
    for (const { lineId, quantity, totalMinor, stocked, isShipping } of lines) {
      if (!stocked || isShipping) continue;
      const key = `${orderId} ${lineId}`;
      const kept = Math.max(0, Math.min(arrived.get(key) ?? 0, quantity) - (returned.get(key) ?? 0));
      const points = Math.floor((totalMinor * kept) / (quantity * MINOR_A_POINT));
      expected.set(customerId, (expected.get(customerId) ?? 0) + points);
    }
  }
  const accounts = new Map(accountsOf(world).map((account) => [account.customerId, account]));
  return [...new Set([...expected.keys(), ...accounts.keys()])].flatMap((customerId) => {
    const { available = 0, pending = 0, held = 0, owed = 0 } = accounts.get(customerId) ?? {};
    const has = available + pending + held - owed;
    const due = expected.get(customerId) ?? 0;
    return has === due ? [] : [`${customerId} has ${has} points, and kept units that earn ${due}.`];
  });
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

import { ClaimOpened, type Personal } from '@concord/contracts';
import type { Change } from '@concord/event-sourcing';
import type { UnitsOfLine } from '../order/order-state';
import { orderAggregate, UnitsClaimed } from '../order/order.aggregate';
import { claimAggregate, linesWithout, type Claim } from './claim.aggregate';

type Opened = NonNullable<Claim['opened']>;

interface Part {
  readonly partId: string;
  readonly kind: Opened['kind'];
  readonly lines: readonly UnitsOfLine[];
  readonly description: Personal;
}

/** Some units of a claim as a claim of their own: a person decides about them, and about nothing else. */
export function openPart(
  { claimId, orderId, customerId, lines }: Opened,
  { partId, kind, lines: units, description }: Part,
): Change[] {
  const named = units.map(({ lineId, quantity }) => {
    return { lineId, sku: lines.find((line) => line.lineId === lineId)!.sku, quantity };
  });
  const left = linesWithout(lines, units).map(({ lineId, quantity }) => ({ lineId, quantity }));
  const about = { claimId: partId, partOf: claimId, orderId, ...(customerId !== undefined && { customerId }) };
  return [
    { to: claimAggregate, id: partId, events: [ClaimOpened.of({ ...about, kind, lines: named, description })] },
    {
      to: orderAggregate,
      id: orderId,
      events: [
        UnitsClaimed.of({ orderId, claimId, lines: left }),
        UnitsClaimed.of({ orderId, claimId: partId, lines: [...units] }),
      ],
    },
  ];
}

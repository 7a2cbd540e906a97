import { ClaimReopened, ClaimResolved, ClaimSettledTwice, notPersonal } from '@concord/contracts';
import { lookup, type Change, type Command, type JointDecider, type Read } from '@concord/event-sourcing';
import type { Order, UnitsOfLine } from '../order/order-state';
import { sumUnits, unitsCancelled, unitsClaimed, unitsSentByLine } from '../order/order-units';
import { orderAggregate } from '../order/order.aggregate';
import { returnCase } from '../return/return.aggregate';
import {
  claimAggregate,
  ClaimPartMoved,
  claimOf,
  linesWithout,
  partOf,
  replacementOf,
  type Claim,
  type ClaimEvent,
} from './claim.aggregate';
import { openPart } from './claim-part';
import { replacedBy, replacedWorth } from './replaced-worth';

/** Units of a replacement are not sent, left after all, or came back. */
export type FollowReplacement = Command<
  'FollowReplacement',
  { claimId: string; replacementOrderId: string; detail: string }
>;

/** Nothing where an order is no replacement of a claim. */
export const follow = (orderId: string, detail: string): FollowReplacement[] => {
  const claimId = claimOf(orderId);
  return claimId === undefined
    ? []
    : [{ type: 'FollowReplacement', data: { claimId, replacementOrderId: orderId, detail } }];
};

type Opened = NonNullable<Claim['opened']>;

/**
 * A claim is settled as far as its replacement brings the units, and the customer keeps them. It is open again where that
 * is true of none, and settled again where they leave after all. Where it is not true of some units only, these become a
 * claim of their own. The replacement as it stands decides: an event that is heard twice, or late, changes nothing.
 */
export const followReplacement: JointDecider<FollowReplacement> = {
  commands: ['FollowReplacement'],
  aggregate: claimAggregate,
  id: ({ data }) => data.claimId,

  decideJointly({ data: { claimId, replacementOrderId, detail } }, read) {
    const claim = read(claimAggregate, claimId);
    const { opened, status, settledBy } = claim;
    if (!opened) return [];
    const replacement = read(orderAggregate, replacementOrderId);
    const lost = unitsLost(replacement, read);
    const { came, stay } = partsThatCame(claim, replacementOrderId, lost, read);
    const first = read(orderAggregate, opened.orderId);
    const replaced = (id: string, worthMinor: number) => replacedBy(id, opened.orderId, worthMinor, first);
    const events: ClaimEvent[] = [];
    const changes: Change[] = [];
    const worths: Change[] = [];
    const isOpen = status === 'open' && wasSent(claim, replacementOrderId);
    if (isOpen || settledBy === replacementOrderId) {
      // Units of a part are lost to the part.
      const missing = opened.lines
        .map(({ lineId, quantity }) => {
          return { lineId, quantity: Math.min(quantity, unitsOf([lost], lineId) - unitsOf(stay, lineId)) };
        })
        .filter(({ quantity }) => quantity > 0);
      const comes = linesWithout(opened.lines, missing);
      // All units may have become claims of their own.
      if (comes.length === 0 && opened.lines.length > 0 && !isOpen) {
        events.push(reopened(opened, detail));
        worths.push(...replaced(claimId, 0));
      }
      if (comes.length > 0) {
        if (missing.length > 0) {
          const partId = partOf(claimId, claim.parts.length + 1);
          events.push(ClaimPartMoved.of({ claimId, partId, replacementOrderId, lines: missing }));
          const description = notPersonal(
            `The replacement ${replacementOrderId} does not settle the claim about these units: ${detail} Decide anew about them.`,
          );
          changes.push(...openPart(opened, { partId, kind: opened.kind, lines: missing, description }));
        }
        if (isOpen) came.push(claimId);
        worths.push(...replaced(claimId, replacedWorth(comes, first)));
      }
    }
    if (leftInVain(claim, replacement, lost)) {
      events.push(
        ClaimSettledTwice.of({ claimId, orderId: opened.orderId, ...customerOf(opened), replacementOrderId }),
      );
      const beforeMinor = lookup(first.replaced, claimId) ?? 0;
      worths.push(...replaced(claimId, beforeMinor + replacedWorth(opened.lines, first)));
    }
    for (const { partId, lines } of claim.parts.filter((part) => came.includes(part.partId)))
      worths.push(...replaced(partId, replacedWorth(lines, first)));
    const settled = settledAfterAll(came, opened, replacementOrderId, changes.length > 0 ? 1 : 0, read);
    const own = settled.filter(({ data }) => data.claimId === claimId);
    const ofParts = settled.filter(({ data }) => data.claimId !== claimId);
    return [
      ...(events.length + own.length > 0 ? [change(claimId, ...events, ...own)] : []),
      ...changes,
      ...ofParts.map((event) => change(event.data.claimId, event)),
      ...worths,
    ];
  },
};

/** Units of each line that the order does not send, that came back, or that are claimed themselves, as it stands. */
function unitsLost(order: Order, read: Read): UnitsOfLine[] {
  const isOver = order.status === 'rejected' || order.status === 'cancelled';
  const sent = unitsSentByLine(order);
  const settled = Object.entries(order.returns).filter(([id]) => read(returnCase, id).status === 'settled');
  const back = settled.map(([, lines]) => lines);
  return (order.placed?.lines ?? []).map(({ lineId, quantity }) => {
    const unsent = isOver ? quantity - (sent.get(lineId) ?? 0) : unitsCancelled(order, lineId);
    const lost = unsent + unitsOf(back, lineId) + unitsClaimed(order, lineId);
    return { lineId, quantity: Math.min(quantity, lost) };
  });
}

/** The open parts whose units left with the replacement after all, and the lines of those whose units did not. */
function partsThatCame(claim: Claim, replacementOrderId: string, lost: readonly UnitsOfLine[], read: Read) {
  const parts = claim.parts
    .filter((part) => part.replacementOrderId === replacementOrderId)
    .map(({ partId, lines }) => ({ partId, lines, state: read(claimAggregate, partId) }))
    .filter(({ state }) => state.settledBy !== replacementOrderId);
  const came: string[] = [];
  let stay = parts;
  for (const part of parts.toReversed().filter(({ state }) => state.status === 'open')) {
    const others = stay.filter((one) => one !== part);
    const linesOf = (some: typeof parts) => some.map(({ lines }) => lines);
    if (!part.lines.every(({ lineId }) => unitsOf(linesOf(others), lineId) >= unitsOf([lost], lineId))) continue;
    stay = others;
    came.push(part.partId);
  }
  return { came, stay: stay.map(({ lines }) => lines) };
}

const unitsOf = (several: readonly (readonly UnitsOfLine[])[], lineId: string) =>
  several.flat().reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);

const wasSent = ({ opened, replacements }: Claim, replacementOrderId: string) =>
  Array.from({ length: replacements }, (_, index) => replacementOf(opened!.claimId, index + 1)).includes(
    replacementOrderId,
  );

/** Whether the customer has goods of this replacement although somebody decided the claim in another way. */
function leftInVain(claim: Claim, { placed, parcels }: Order, lost: readonly UnitsOfLine[]): boolean {
  const replacementOrderId = placed?.orderId ?? '';
  return (
    claim.status === 'resolved' &&
    claim.settledBy !== replacementOrderId &&
    wasSent(claim, replacementOrderId) &&
    !claim.settledTwiceBy.includes(replacementOrderId) &&
    parcels.some(({ hasLeft }) => hasLeft) &&
    sumUnits(placed?.lines ?? []) > sumUnits(lost)
  );
}

const customerOf = ({ customerId }: Opened) => (customerId === undefined ? {} : { customerId });

const reopened = (opened: Opened, detail: string) =>
  ClaimReopened.of({ claimId: opened.claimId, orderId: opened.orderId, ...customerOf(opened), detail });

/** What was called off left after all: nothing is to decide about these claims any more. */
function settledAfterAll(
  claimIds: readonly string[],
  opened: Opened,
  replacementOrderId: string,
  openedNow: number,
  read: Read,
) {
  if (claimIds.length === 0) return [];
  const { orderId } = opened;
  const { claimed, placed } = read(orderAggregate, orderId);
  const others = Object.keys(claimed).filter((id) => !claimIds.includes(id));
  const stillOpen = openedNow + others.filter((id) => read(claimAggregate, id).status === 'open').length;
  const about = { orderId, ...customerOf(opened), currency: placed!.currency, refundMinor: 0, stillOpen };
  const reason = notPersonal('The replacement left after all.');
  return claimIds.map((claimId) =>
    ClaimResolved.of({ claimId, ...about, resolution: 'replacement', replacementOrderId, reason }),
  );
}

const change = (id: string, ...events: ClaimEvent[]): Change => ({ to: claimAggregate, id, events });

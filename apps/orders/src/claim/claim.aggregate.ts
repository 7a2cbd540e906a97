import { ClaimOpened, ClaimReopened, ClaimResolved, ClaimSettledTwice, fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** A replacement does not bring these units: they are in a claim of their own from now on. */
export const ClaimPartMoved = event('ClaimPartMoved', 1, {
  claimId: fields.Id,
  partId: fields.Id,
  replacementOrderId: fields.Id,
  lines: Type.Array(Type.Object({ lineId: fields.Id, quantity: fields.Units })),
});

export const claimEvents = { ClaimOpened, ClaimResolved, ClaimReopened, ClaimPartMoved, ClaimSettledTwice };
export type ClaimEvent = EventFrom<(typeof claimEvents)[keyof typeof claimEvents]>;

export interface Claim {
  readonly status: 'none' | 'open' | 'resolved';
  /** Replacements that were ordered for it. */
  readonly replacements: number;
  /** The replacement that settles it; null where no replacement does. */
  readonly settledBy: string | null;
  /** As it was opened, without the units of its parts. */
  readonly opened: EventFrom<typeof ClaimOpened>['data'] | null;
  /** Units that replacements did not bring, in claims of their own. */
  readonly parts: readonly EventFrom<typeof ClaimPartMoved>['data'][];
  /** Replacements that left although they were called off, after the claim was decided again. */
  readonly settledTwiceBy: readonly string[];
}

/** Lines without the units that some of them lose. */
export const linesWithout = <L extends { readonly lineId: string; readonly quantity: number }>(
  lines: readonly L[],
  gone: readonly { readonly lineId: string; readonly quantity: number }[],
): L[] =>
  lines.flatMap((line) => {
    const quantity = line.quantity - (gone.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });

export const claimAggregate: Aggregate<ClaimEvent, Claim> = {
  kind: 'claim',
  events: claimEvents,
  shapeVersion: 3,
  initial: { status: 'none', replacements: 0, settledBy: null, opened: null, parts: [], settledTwiceBy: [] },

  evolve(claim, { type, data }) {
    switch (type) {
      case 'ClaimOpened':
        return { ...claim, status: 'open', opened: data };
      case 'ClaimResolved':
        return {
          ...claim,
          status: 'resolved',
          settledBy: data.replacementOrderId ?? null,
          // One that left after all was counted when it was ordered.
          replacements:
            claim.replacements + (data.replacementOrderId === undefined || data.stillOpen !== undefined ? 0 : 1),
        };
      case 'ClaimReopened':
        return { ...claim, status: 'open', settledBy: null };
      case 'ClaimSettledTwice':
        return { ...claim, settledTwiceBy: [...claim.settledTwiceBy, data.replacementOrderId] };
      case 'ClaimPartMoved': {
        const { opened, parts } = claim;
        const left = opened && { ...opened, lines: linesWithout(opened.lines, data.lines) };
        return { ...claim, opened: left, parts: [...parts, data] };
      }
      default:
        return never(type);
    }
  },
};

/** The order of a replacement carries the id of its claim, so that its events find it. */
export const replacementOf = (claimId: string, number: number) => `${claimId}.claim-${number}`;
export const claimOf = (orderId: string): string | undefined => /^(.+)\.claim-\d+$/.exec(orderId)?.[1];
/** The id of a claim about units that a replacement did not bring. */
export const partOf = (claimId: string, number: number) => `${claimId}.part-${number}`;

import {
  fields,
  VoucherActivated,
  VoucherCaptured,
  VoucherExpired,
  VoucherHeld,
  VoucherIssued,
  VoucherRefunded,
  VoucherReleased,
  VoucherTransferred,
  VoucherVoided,
  type Personal,
  type VoucherStatus,
} from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** Somebody looked at the code of a voucher. */
export const VoucherCodeShown = event('VoucherCodeShown', 1, { voucherId: fields.Id });

/** Value of a voucher that is over goes on to a new one, whose code does not exist yet. */
export const VoucherReplacementNeeded = event('VoucherReplacementNeeded', 1, {
  voucherId: fields.Id,
  replacementId: fields.Id,
  orderId: fields.Id,
  amountMinor: fields.Minor,
  currency: fields.Currency,
  customerId: Type.Optional(fields.Id),
  days: fields.Units,
});

export const voucherEvents = {
  VoucherIssued,
  VoucherActivated,
  VoucherHeld,
  VoucherCaptured,
  VoucherReleased,
  VoucherRefunded,
  VoucherVoided,
  VoucherExpired,
  VoucherTransferred,
  VoucherCodeShown,
  VoucherReplacementNeeded,
};
export type VoucherEvent = EventFrom<(typeof voucherEvents)[keyof typeof voucherEvents]>;

/** Minor units by order. */
type ByOrder = Readonly<Record<string, number>>;

/**
 * What a voucher was issued for is at any moment the sum of its parts: not active yet, available, held, spent, voided,
 * expired and transferred.
 */
export interface Voucher {
  readonly status: VoucherStatus | 'none';
  readonly currency: string;
  readonly code: Personal | null;
  readonly codeHash: string;
  readonly customerId: string | null;
  readonly orderId: string | null;
  readonly expiresAt: string | null;
  readonly issuedMinor: number;
  /** Until it is activated. */
  readonly inactiveMinor: number;
  readonly availableMinor: number;
  readonly held: ByOrder;
  readonly spent: ByOrder;
  readonly voidedMinor: number;
  readonly expiredMinor: number;
  readonly transferredMinor: number;
  /** The voucher that goes on with its value. */
  readonly transferredTo: string | null;
  /** Why it was voided. */
  readonly reason: Personal | null;
}

export const voucherAggregate: Aggregate<VoucherEvent, Voucher> = {
  kind: 'voucher',
  shapeVersion: 2,
  events: voucherEvents,
  initial: {
    status: 'none',
    currency: '',
    code: null,
    codeHash: '',
    customerId: null,
    orderId: null,
    expiresAt: null,
    issuedMinor: 0,
    inactiveMinor: 0,
    availableMinor: 0,
    held: {},
    spent: {},
    voidedMinor: 0,
    expiredMinor: 0,
    transferredMinor: 0,
    transferredTo: null,
    reason: null,
  },

  evolve(voucher, { type, data }) {
    switch (type) {
      case 'VoucherIssued': {
        const { code, codeHash, currency, amountMinor, customerId = null, orderId = null, expiresAt = null } = data;
        const about = { code, codeHash, currency, customerId, orderId, expiresAt };
        return { ...voucher, ...about, status: 'issued', issuedMinor: amountMinor, inactiveMinor: amountMinor };
      }
      case 'VoucherActivated':
        return { ...voucher, status: 'active', inactiveMinor: 0, availableMinor: data.amountMinor };
      case 'VoucherHeld':
        return { ...taken(voucher, data.amountMinor), held: added(voucher.held, data.orderId, data.amountMinor) };
      case 'VoucherCaptured': {
        const held = added(voucher.held, data.orderId, -data.amountMinor);
        return { ...voucher, held, spent: added(voucher.spent, data.orderId, data.amountMinor) };
      }
      case 'VoucherReleased': {
        const held = added(voucher.held, data.orderId, -data.amountMinor);
        return { ...voucher, held, availableMinor: voucher.availableMinor + data.amountMinor };
      }
      case 'VoucherRefunded': {
        const spent = added(voucher.spent, data.orderId, -data.amountMinor);
        return { ...voucher, spent, availableMinor: voucher.availableMinor + data.amountMinor };
      }
      case 'VoucherVoided': {
        const voidedMinor = voucher.voidedMinor + data.amountMinor;
        return { ...taken(voucher, data.amountMinor), status: data.status, voidedMinor, reason: data.reason };
      }
      case 'VoucherExpired': {
        const expiredMinor = voucher.expiredMinor + data.amountMinor;
        return { ...taken(voucher, data.amountMinor), status: data.status, expiredMinor };
      }
      case 'VoucherTransferred': {
        const transferredMinor = voucher.transferredMinor + data.amountMinor;
        return {
          ...taken(voucher, data.amountMinor),
          status: data.status,
          transferredMinor,
          transferredTo: data.toVoucherId,
        };
      }
      case 'VoucherCodeShown':
      case 'VoucherReplacementNeeded':
        return voucher;
      default:
        return never(type);
    }
  },
};

/** All that a voucher holds for orders. */
export const heldMinor = ({ held }: Pick<Voucher, 'held'>): number =>
  Object.values(held).reduce((sum, minor) => sum + minor, 0);

/** What is not spent, held or gone: of a voucher that is not active, all of it. */
export const unspentMinor = ({ inactiveMinor, availableMinor }: Voucher): number => inactiveMinor + availableMinor;

/** Only one of the two parts holds anything. */
const taken = (voucher: Voucher, amountMinor: number): Voucher =>
  voucher.inactiveMinor > 0
    ? { ...voucher, inactiveMinor: voucher.inactiveMinor - amountMinor }
    : { ...voucher, availableMinor: voucher.availableMinor - amountMinor };

function added(amounts: ByOrder, orderId: string, minor: number): ByOrder {
  const { [orderId]: _, ...others } = amounts;
  const after = (lookup(amounts, orderId) ?? 0) + minor;
  return after === 0 ? others : { ...others, [orderId]: after };
}

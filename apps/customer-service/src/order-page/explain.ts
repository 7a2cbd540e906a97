import { counted } from '@concord/contracts';

interface Page {
  readonly status: string;
  readonly stock: string;
  readonly payment: { readonly status: string };
  readonly parcels: readonly { readonly status: string }[];
  readonly returns: readonly { readonly status: string }[];
  readonly ended: { readonly reason: string; readonly detail: string } | null;
}

/** The state of an order, in one sentence that an agent can read out to the customer. */
export function explain(page: Page): string {
  const parcels = page.parcels.filter(({ status }) => status !== 'cancelled');
  switch (page.status) {
    case 'pending':
      if (page.stock === 'waiting') return 'The order has arrived and waits for its stock to be reserved.';
      if (page.stock === 'reserved') return 'The stock is reserved; the payment is being checked.';
      return 'Stock for the order is short: the order is being rejected.';
    case 'confirmed':
      if (parcels.length === 0) return 'The order is confirmed and goes to the warehouse.';
      return `The order is confirmed; ${preparing(parcels)}.`;
    case 'partially_shipped':
      return `${gone(parcels)} of ${counted(parcels.length, 'parcel')} have left; the rest is being prepared.`;
    case 'shipped':
      if (parcels.length > 0 && parcels.every(({ status }) => status === 'delivered')) return 'Everything has arrived.';
      return parcels.length > 1 ? `All ${parcels.length} parcels are on their way.` : 'The parcel is on its way.';
    case 'delivered': {
      const open = page.returns.filter(
        ({ status }) => !['rejected', 'cancelled', 'expired', 'settled', 'refunded'].includes(status),
      ).length;
      return open > 0 ? `Everything has arrived; ${counted(open, 'return')} under way.` : 'Everything has arrived.';
    }
    case 'rejected':
      return `The order was rejected: ${page.ended?.detail ?? 'the reason is not known here'}`;
    case 'cancelled':
      return `The order was cancelled: ${page.ended?.reason ?? 'the reason is not known here'}`;
    default:
      return 'Only the number of the order is known here.';
  }
}

function preparing(parcels: readonly { readonly status: string }[]): string {
  // News of parcels arrives before the news of the order that follows from them.
  const left = gone(parcels);
  if (left === parcels.length)
    return parcels.every(({ status }) => status === 'delivered') ? 'everything has arrived' : 'everything has left';
  if (left > 0) return `${left} of ${counted(parcels.length, 'parcel')} have left`;
  const packed = parcels.filter(({ status }) => status === 'packed').length;
  if (packed === parcels.length) return 'everything is packed and waits for the carrier';
  if (packed > 0) return `${packed} of ${parcels.length} parcels are packed`;
  return parcels.some(({ status }) => status === 'picking') ? 'it is being picked' : 'it waits to be picked';
}

const LEFT = new Set(['dispatched', 'delivered']);
const gone = (parcels: readonly { readonly status: string }[]) =>
  parcels.filter(({ status }) => LEFT.has(status)).length;

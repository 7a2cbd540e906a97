import type { Concord, Marketing, Orders } from '@concord/client';

const WHOLE = { query: { limit: 200 } };

/**
 * What is not right with the tenders of orders that are over. Each delivered order was paid to the penny, and a voucher is
 * the sum of its parts. What came back of an order is what its voucher and its points have back.
 */
export async function tendersThatDiffer(client: Concord, orders: readonly Orders.Order[]): Promise<string[]> {
  const vouchers = new Map<string, Marketing.Voucher>();
  for await (const voucher of client.marketing.pages('/v1/vouchers', WHOLE)) vouchers.set(voucher.voucherId, voucher);
  return [...orders.flatMap((order) => [...unpaid(order), ...creditsAstray(order, vouchers)]), ...broken(vouchers)];
}

/** What is on account is owed, and paid later. */
function unpaid(order: Orders.Order): string[] {
  const { orderId, status, totalMinor, cancelledMinor, capturedMinor, paymentMethod } = order;
  if (status !== 'delivered' || paymentMethod === 'invoice') return [];
  const [dueMinor, paidMinor] = [totalMinor - cancelledMinor, capturedMinor + voucherMinor(order) + pointsMinor(order)];
  return paidMinor === dueMinor ? [] : [`order ${orderId}: ${paidMinor} was paid of ${dueMinor}`];
}

/** Each order has a voucher of its own. */
function creditsAstray(order: Orders.Order, vouchers: ReadonlyMap<string, Marketing.Voucher>): string[] {
  const { orderId, status, credits, creditsBackMinor } = order;
  if (!credits || status !== 'delivered') return [];
  const spentMinor = credits.vouchers.reduce(
    (sum, { voucherId }) => sum + (vouchers.get(voucherId)?.spentMinor ?? 0),
    0,
  );
  const onVoucherMinor = voucherMinor(order) - spentMinor;
  const onPointsMinor = creditsBackMinor - onVoucherMinor;
  const isRight = onVoucherMinor >= 0 && onPointsMinor >= 0 && onPointsMinor <= pointsMinor(order);
  return isRight
    ? []
    : [
        `order ${orderId}: ${creditsBackMinor} went back to vouchers and points, ${onVoucherMinor} of it to the voucher`,
      ];
}

const voucherMinor = ({ credits }: Orders.Order) =>
  (credits?.vouchers ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

const pointsMinor = ({ credits }: Orders.Order) => credits?.points?.amountMinor ?? 0;

function broken(vouchers: ReadonlyMap<string, Marketing.Voucher>): string[] {
  return [...vouchers.values()].flatMap((voucher) => {
    const { voucherId, issuedMinor, inactiveMinor, balanceMinor, heldMinor, spentMinor } = voucher;
    const { voidedMinor, expiredMinor, transferredMinor } = voucher;
    const partsMinor =
      inactiveMinor + balanceMinor + heldMinor + spentMinor + voidedMinor + expiredMinor + transferredMinor;
    return [
      ...(partsMinor === issuedMinor ? [] : [`voucher ${voucherId}: its parts make ${partsMinor} of ${issuedMinor}`]),
      ...(heldMinor === 0 ? [] : [`voucher ${voucherId}: ${heldMinor} are held, and every order is decided`]),
    ];
  });
}

import { creditsMinor } from '@concord/contracts';
import { NO_CREDITS, type CreditParts } from '../payment/credits';
import type { PlacedLine } from './order-state';

/** What a quote or an order costs. */
interface Priced {
  readonly lines: readonly Pick<PlacedLine, 'discounts' | 'unitMinor' | 'quantity' | 'tax' | 'isShipping'>[];
  readonly goodsMinor: number;
  readonly taxOnTopMinor: number;
  readonly totalMinor: number;
  readonly credits?: CreditParts | null | undefined;
}

/** The sums of what somebody pays, so that no screen computes an amount. */
export function sumsOf({ lines, goodsMinor, taxOnTopMinor, totalMinor, credits }: Priced) {
  const shippingMinor = lines.reduce((sum, line) => sum + (line.isShipping ? line.unitMinor * line.quantity : 0), 0);
  const discounts = new Map<string, number>();
  for (const { promotionId, amountMinor } of lines.flatMap((line) => line.discounts))
    discounts.set(promotionId, (discounts.get(promotionId) ?? 0) + amountMinor);
  const byCredits = creditsMinor(credits ?? NO_CREDITS);
  return {
    goodsMinor: goodsMinor - shippingMinor,
    discounts: [...discounts].map(([promotionId, amountMinor]) => ({ promotionId, amountMinor })),
    shippingMinor,
    taxOnTopMinor,
    totalMinor,
    taxMinor: lines.reduce((sum, { tax }) => sum + (tax?.amountMinor ?? 0), 0),
    creditsMinor: byCredits,
    toPayMinor: totalMinor - byCredits,
  };
}

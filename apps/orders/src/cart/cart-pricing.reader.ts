import { Injectable } from '@nestjs/common';
import { POINTS_BURN_MIN, POINTS_VALUE, QUOTE_MINUTES } from '@concord/contracts';
import { lookup, Rejection, type Settings } from '@concord/event-sourcing';
import { Views } from '@concord/service';
import { Any } from 'typeorm';
import { v7 as newId } from 'uuid';
import { sell, type ProductFacts, type Sale } from '../order/sale';
import { SaleFactsReader } from '../order/sale-facts.reader';
import { PointsRow } from '../payment/points.projection';
import { VoucherRow } from '../payment/vouchers.projection';
import { chosenShipping, shipOffers, type ShipOffer } from '../shipping/choose-shipping';
import { ShipOptionRow } from '../shipping/ship-options.projection';
import type { Cart, Quote } from './cart.aggregate';
import { creditsFor, quoteOf, type CreditFacts } from './quote';

/** A priced basket, and the ways to ship it. */
export interface PricedCart {
  readonly sale: Sale;
  readonly shipping: ShipOffer | undefined;
  readonly offers: readonly ShipOffer[];
}

/** Prices baskets from what orders knows. Throws the `Rejection` of what cannot be sold. */
@Injectable()
export class CartPricing {
  constructor(
    private readonly views: Views,
    private readonly facts: SaleFactsReader,
  ) {}

  /** The quote of a basket, and the ways to ship it. */
  async quote(cart: Cart & { readonly cartId: string }, settings: Settings, at: string) {
    const { sale, shipping, offers } = await this.priced(cart, at);
    const credits = creditsFor(sale.totalMinor, cart, await this.creditFacts(cart, settings), at);
    if (credits instanceof Rejection) throw credits;
    const expiresAt = new Date(Date.parse(at) + settings.of(QUOTE_MINUTES) * 60_000).toISOString();
    const { cartId, customerId, currency } = cart;
    const quote: Quote = quoteOf({
      quoteId: newId(),
      cartId,
      customerId,
      currency,
      sale,
      credits,
      shipping,
      expiresAt,
    });
    return { quote, offers };
  }

  async priced(cart: Cart, at: string): Promise<PricedCart> {
    const { channel, currency, lines, codes } = cart;
    const country = cart.address?.shipTo.country ?? '';
    const skus = lines.map(({ sku }) => sku);
    const customerId = cart.customerId ?? undefined;
    const [{ facts, buyer }, options] = await Promise.all([
      this.facts.of({ channel, currency, customerId, country, skus, codes, at }),
      this.views.all(ShipOptionRow, {}),
    ]);
    const price = (charge?: ShipOffer) => {
      const sale = sell(lines, codes, facts, buyer, at, charge);
      if (sale instanceof Rejection) throw sale;
      return sale;
    };
    // The goods decide whether shipping is free, and codes of shipping need its price.
    const goods = sell(lines, [], facts, buyer, at);
    if (goods instanceof Rejection) throw goods;
    // A shop that offers no way to ship at all charges nothing for it.
    const isSent = options.length > 0 && goods.lines.some(({ stocked }) => stocked);
    const offers = isSent
      ? shipOffers(
          options,
          { country, currency, goodsMinor: goods.totalMinor, weightG: weightOf(lines, facts.products) },
          at,
        )
      : [];
    const shipping = isSent ? chosenShipping(cart.shipOption, offers) : undefined;
    if (shipping instanceof Rejection) throw shipping;
    return { sale: price(shipping), shipping, offers };
  }

  private async creditFacts(
    { voucherIds, points, customerId, currency }: Cart,
    settings: Settings,
  ): Promise<CreditFacts> {
    const [vouchers, account] = await Promise.all([
      voucherIds.length > 0 ? this.views.all(VoucherRow, { voucherId: Any([...voucherIds]) }) : [],
      points > 0 && customerId !== null ? this.views.find(PointsRow, { customerId }) : undefined,
    ]);
    return {
      vouchers: vouchers.map((row) => ({ ...row, expiresAt: row.expiresAt && new Date(row.expiresAt).toISOString() })),
      pointsAvailable: account?.available ?? 0,
      pointMinor: points > 0 ? (lookup(settings.of(POINTS_VALUE), currency) ?? 0) : 0,
      pointsMin: points > 0 ? settings.of(POINTS_BURN_MIN) : 0,
    };
  }
}

function weightOf(lines: Cart['lines'], products: readonly ProductFacts[]): number | null {
  const bySku = new Map(products.map(({ sku, weightG }) => [sku, weightG]));
  const weights = lines.map(({ sku, quantity }) => {
    const weightG = bySku.get(sku) ?? null;
    return weightG === null ? null : weightG * quantity;
  });
  return weights.includes(null) ? null : weights.reduce<number>((sum, weightG) => sum + weightG!, 0);
}

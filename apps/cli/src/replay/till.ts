import type { Concord, Orders } from '@concord/client';
import type { OrderDocument } from './documents';
import { CURRENCY, type Shop } from './shop';
import { POINTS_SPENT, roundOf, tenderOf, VOUCHER_MINOR } from './tenders';

/** The points that are given to a customer: more than pay. */
const POINTS_GIVEN = 150;
const CARD = { method: 'card', token: 'good' } as const;

/** Takes the orders of a file by all tenders: on account, by card, as baskets, with vouchers and points. */
export class Till {
  constructor(
    private readonly shop: Shop,
    /** People who may give vouchers and points: systems give none, and a person only so many in a day. */
    private readonly people: readonly Concord[],
  ) {}

  async order(document: OrderDocument): Promise<Orders.Order> {
    const tender = tenderOf(document);
    switch (tender) {
      case 'account':
        return this.shop.order(document);
      case 'card':
        return this.shop.order(document, CARD);
      case 'basket':
        return this.shop.orderBasket(document, CARD, {});
      case 'basket-voucher':
        return this.shop.orderBasket(document, CARD, { code: await this.voucher(document) });
      case 'basket-points':
        return this.shop.orderBasket(document, CARD, {
          code: await this.voucher(document),
          points: await this.points(document),
        });
    }
  }

  private async voucher({ invoice, customer }: OrderDocument): Promise<string> {
    const body = {
      amountMinor: VOUCHER_MINOR,
      currency: CURRENCY,
      cause: 'goodwill' as const,
      ...(customer !== undefined && { customerId: customer }),
    };
    const key = this.shop.key(`voucher/${invoice}`);
    return (await this.giver(invoice).marketing.post('/v1/vouchers', { body, key })).data.code;
  }

  private async points({ invoice, customer }: OrderDocument): Promise<number> {
    const body = { points: POINTS_GIVEN, reason: `With the invoice ${invoice}` };
    const options = { path: { customerId: customer! }, body, key: this.shop.key(`points/${invoice}`) };
    await this.giver(invoice).marketing.post('/v1/loyalty/{customerId}/adjustments', options);
    return POINTS_SPENT;
  }

  /** Always the same for an invoice: a key belongs to the person who used it. */
  private giver(invoice: string): Concord {
    return this.people[roundOf(invoice) % this.people.length]!;
  }
}

import { Injectable } from '@nestjs/common';
import { OmitType } from '@nestjs/swagger';
import { normalPromotionCode } from '@concord/contracts';
import {
  type Caller,
  demandChannel,
  flatAddress,
  listOf,
  objectOf,
  Problem,
  reaches,
  shown,
  SHOWN_ADDRESS,
  SHOWN_CONTACT,
  ValueProperty,
  Vault,
  Views,
} from '@concord/service';
import { Any } from 'typeorm';
import { SUMS, SUMS_SAY } from '../order/seen-order.reader';
import { PromotionRow } from '../promotion/promotions.projection';
import { CartHoldRow } from './cart-holds.projection';
import { CartRow } from './carts.projection';

/** What every change of a basket may be refused for. */
export const CHANGES_SAY =
  'Refused for a basket that was ordered (`cart-ordered`, 409) or is over (`cart-ended`, 409).';

/** A basket as its customer sees it. */
export class SeenCart extends OmitType(CartRow, ['address', 'linesEver', 'mergedIds', 'changes', 'holdRequests']) {
  @ValueProperty(SHOWN_ADDRESS, { nullable: true })
  shipTo!: object | null;

  @ValueProperty(SHOWN_ADDRESS, {
    nullable: true,
    description: 'Where the invoice goes, where that is another address.',
  })
  billTo!: object | null;

  @ValueProperty(SHOWN_CONTACT, { nullable: true })
  contact!: object | null;

  @ValueProperty(
    objectOf({
      status: { type: 'string', enum: ['none', 'held', 'refused', 'released', 'expired'] },
      lines: listOf({ sku: 'text', quantity: 'whole' }),
      expiresAt: 'moment or null',
      short: listOf({ sku: 'text', wanted: 'whole', sellable: 'whole' }),
    }),
    {
      description:
        'The units that inventory holds for the basket, and until when. It answers a moment after a change. `short` says what was too little for the last change.',
    },
  )
  hold!: object;
}

/** What an order of a basket costs, and the ways to ship it. */
export class SeenQuote extends SeenCart {
  @ValueProperty(
    listOf({ option: 'text', name: 'text', priceMinor: 'whole', promisedFrom: 'moment', promisedTo: 'moment' }),
    { description: 'The ways to ship the basket, the cheapest first, with the promised days.' },
  )
  shipOptions!: object[];

  @ValueProperty(SUMS, { description: SUMS_SAY })
  sums!: object;

  @ValueProperty(listOf({ promotionId: 'text', code: 'text', name: 'text' }), {
    description: 'What the discounts of the quote are for.',
  })
  promotions!: object[];
}

/** The members of a basket that are personal data. */
const PERSONAL = { 'shipTo.address': 'address', 'billTo.address': 'address', contact: 'contact' } as const;

/** Baskets as callers may see them. */
@Injectable()
export class SeenCarts {
  constructor(
    private readonly views: Views,
    private readonly vault: Vault,
  ) {}

  /** The row of a basket. A customer gets 404 for the basket of somebody else. */
  async reached(cartId: string, caller: Caller): Promise<CartRow> {
    const row = await this.views.one(CartRow, { cartId }, 'cart');
    if (!reaches(caller, 'order.place', row.customerId ?? undefined))
      throw new Problem(404, 'cart-unknown', `There is no cart ${cartId}.`);
    demandChannel(caller, row.channel);
    return row;
  }

  async seen(caller: Caller, cartRow: CartRow) {
    const { address, linesEver: _, mergedIds: __, changes: ___, holdRequests: ____, ...row } = cartRow;
    const hold = await this.views.find(CartHoldRow, { holdId: row.cartId });
    const { shipTo = null, billTo = null, contact = null } = address ?? {};
    const whole = await shown(this.vault, caller, { ...row, shipTo, billTo, contact }, PERSONAL);
    return {
      ...whole,
      shipTo: whole.shipTo && flatAddress(whole.shipTo),
      billTo: whole.billTo && flatAddress(whole.billTo),
      hold: hold
        ? { status: hold.status, lines: hold.lines, expiresAt: hold.expiresAt, short: hold.short }
        : { status: 'none', lines: [], expiresAt: null, short: [] },
    };
  }

  /** The promotions of the codes of a basket: customers read no promotions, and want to know what lowers their price. */
  async promotionsOf({ codes }: Pick<CartRow, 'codes'>) {
    if (codes.length === 0) return [];
    const rows = await this.views.all(PromotionRow, { code: Any(codes.map(normalPromotionCode)) });
    return rows.map(({ promotionId, code, name }) => ({ promotionId, code, name }));
  }
}

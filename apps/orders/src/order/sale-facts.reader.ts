import { Injectable } from '@nestjs/common';
import { normalPromotionCode, STANDARD_LIST } from '@concord/contracts';
import { type Caller, onlyOwn, Views } from '@concord/service';
import { Any } from 'typeorm';
import { type BuyingCompany } from '../buyer/credit';
import { BuyerRow } from '../buyer/buyers.projection';
import { CompanyRow } from '../buyer/companies.projection';
import { CustomerGroupRow } from '../buyer/customer-groups.projection';
import { ListPriceRow } from '../price/list-prices.projection';
import { PriceListRow } from '../price/price-lists.projection';
import type { Buyer } from '../price/unit-price';
import { ProductRow } from '../product/products.projection';
import { PromotionRow } from '../promotion/promotions.projection';
import { taxPlace } from '../tax/tax-place';
import { TaxZoneRow } from '../tax/tax-zones.projection';
import type { OrderRow } from './order-history.projection';
import type { Placed } from './order-state';
import type { SaleFacts } from './sale';
import { type CompanyStanding, PRIVATE } from './standing.reader';

/** What is to be sold: to whom, where, and when. */
export interface Wish {
  readonly channel: string;
  readonly currency: string;
  readonly customerId: string | undefined;
  readonly country: string;
  readonly skus: readonly string[];
  readonly codes: readonly string[];
  readonly at: string;
  /** An order on account counts against the credit of the company of its buyer. */
  readonly method?: 'card' | 'invoice';
}

/** For whom a customer orders. */
export interface BuyingFor {
  /** The company whose limits and credit the order keeps: in the channel b2b, and on account. */
  readonly company: BuyingCompany | undefined;
  /** The company as documents name it. */
  readonly billed: BilledCompany | undefined;
}

/** Reads what decides the price and the tax of a sale. */
@Injectable()
export class SaleFactsReader {
  constructor(private readonly views: Views) {}

  async of({
    channel,
    currency,
    customerId,
    country,
    skus,
    codes,
    at,
    method,
  }: Wish): Promise<{ facts: SaleFacts; buyer: Buyer } & BuyingFor> {
    const sku = Any([...new Set(skus)]);
    const [products, lists, zones, promotions] = await Promise.all([
      this.views.all(ProductRow, { sku }),
      this.views.all(PriceListRow, { currency }),
      this.views.all(TaxZoneRow, {}),
      codes.length > 0 ? this.views.all(PromotionRow, { code: Any(codes.map(normalPromotionCode)) }) : [],
    ]);
    // Most shops have neither: their orders cost no further reads.
    const isAsked = lists.length + zones.length > 0 || isCompanys(channel, method);
    const [listPrices, { groups, ownGroups, ids, vatCountry, billed, company }] = await Promise.all([
      lists.length > 0 ? this.views.all(ListPriceRow, { sku }) : [],
      customerId !== undefined && isAsked ? this.standingOf(customerId) : NOBODY,
    ]);
    // A buyer's private order is not the company's: it is priced, taxed and billed as that of anybody.
    const isBusiness = isCompanys(channel, method);
    const who = isBusiness
      ? { ids, groups, vatCountry }
      : { ids: customerId === undefined ? [] : [customerId], groups: ownGroups, vatCountry: null };
    const buyer = { channel, currency, ids: who.ids, groups: who.groups };
    const tax = taxPlace(country, zones, who, at);
    const facts: SaleFacts = {
      products,
      promotions: promotions.map((row) => ({ ...row, from: text(row.from), to: text(row.to) })),
      listPrices: listPrices.filter(
        ({ list, until }) => list !== STANDARD_LIST && (until === null || Date.parse(at) < Date.parse(until)),
      ),
      lists: lists.map((row) => ({ ...row, from: text(row.from), to: text(row.to) })),
      tax,
    };
    return { facts, buyer, ...(isBusiness ? { billed, company } : PRIVATELY) };
  }

  /** The same for what follows an order: for its customer, to its country, paid as it was. */
  async following(order: OrderRow, skus: readonly string[], codes: readonly string[] = []) {
    const { channel, currency, shipTo, paymentMethod } = order;
    const customerId = order.customerId ?? undefined;
    const method = paymentMethod === 'card' ? 'card' : 'invoice';
    const at = new Date().toISOString();
    const wish = { channel, currency, customerId, country: shipTo.country, skus, codes, at, method } as const;
    const { facts, buyer, company, billed } = await this.of(wish);
    return { facts, buyer, ...(company && { company }), ...(billed && { billedCompany: billed }) };
  }

  /** For whom a customer orders, where prices are known already. */
  async buyingFor(customerId: string | undefined, channel: string, method: 'card' | 'invoice'): Promise<BuyingFor> {
    if (customerId === undefined || !isCompanys(channel, method)) return PRIVATELY;
    const { billed, company } = await this.standingOf(customerId);
    return { billed, company };
  }

  /** What customers may because they buy for a company. Asked only where it matters: most orders are private. */
  async standingIn(
    caller: Caller,
    { channel, method }: { readonly channel: string; readonly method?: string },
  ): Promise<CompanyStanding> {
    const { customerId } = caller;
    if (!onlyOwn(caller, 'order.place') || customerId === undefined || (channel !== 'b2b' && method !== 'invoice'))
      return PRIVATE;
    const { company } = await this.standingOf(customerId);
    return { isBuyer: company !== undefined, hasCredit: (company?.creditLimitMinor ?? 0) > 0 };
  }

  private async standingOf(customerId: string): Promise<Standing> {
    const [own, buyer] = await Promise.all([
      this.views.find(CustomerGroupRow, { customerId }),
      this.views.find(BuyerRow, { customerId }),
    ]);
    const companyId = buyer?.companyId ?? null;
    const company = companyId === null ? undefined : await this.views.find(CompanyRow, { companyId });
    return {
      ids: [customerId, ...(companyId === null ? [] : [companyId])],
      groups: [...new Set([...(own?.groups ?? []), ...(company?.groups ?? [])])],
      ownGroups: own?.groups ?? [],
      vatCountry: company?.vatCheckedAt ? company.country : null,
      billed: company && billedAs(company),
      company: company && {
        companyId: company.companyId,
        currency: company.currency,
        creditLimitMinor: company.creditLimitMinor,
        orderLimitMinor: buyer!.orderLimitMinor,
      },
    };
  }
}

/** What of a customer decides prices and tax. */
interface Standing extends BuyingFor {
  /** The customer, and the company of the customer. */
  readonly ids: readonly string[];
  readonly groups: readonly string[];
  /** Without those of the company. */
  readonly ownGroups: readonly string[];
  readonly vatCountry: string | null;
}

/** A company as an order names it, so that its documents stay the same whatever the company is called later. */
type BilledCompany = NonNullable<Placed['billedCompany']>;

const PRIVATELY: BuyingFor = { billed: undefined, company: undefined };

const NOBODY: Standing = {
  ids: [],
  groups: [],
  ownGroups: [],
  vatCountry: null,
  billed: undefined,
  company: undefined,
};

/** Whether an order is its company's, with the limits and the credit of it. */
const isCompanys = (channel: string, method: 'card' | 'invoice' | undefined) =>
  channel === 'b2b' || method === 'invoice';

const billedAs = ({ name, vatNumber }: CompanyRow): BilledCompany => {
  return { name, ...(vatNumber !== null && { vatNumber }) };
};

/** The driver returns moments as dates; deciders take texts. */
const text = (moment: string | null) => moment && new Date(moment).toISOString();

import { Injectable } from '@nestjs/common';
import { normalPromotionCode, STANDARD_LIST } from '@concord/contracts';
import { Views } from '@concord/service';
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
import type { Placed } from './order.aggregate';
import type { SaleFacts } from './sale';

/** What is to be sold: to whom, where, and when. */
export interface Wish {
  readonly channel: string;
  readonly currency: string;
  readonly customerId: string | undefined;
  readonly country: string;
  readonly skus: readonly string[];
  readonly codes: readonly string[];
  readonly at: string;
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
  }: Wish): Promise<{ facts: SaleFacts; buyer: Buyer; billed: BilledCompany | undefined }> {
    const sku = Any([...new Set(skus)]);
    const [products, lists, zones, promotions] = await Promise.all([
      this.views.all(ProductRow, { sku }),
      this.views.all(PriceListRow, { currency }),
      this.views.all(TaxZoneRow, {}),
      codes.length > 0 ? this.views.all(PromotionRow, { code: Any(codes.map(normalPromotionCode)) }) : [],
    ]);
    // Most shops have neither: their orders cost no further reads.
    const isAsked = lists.length + zones.length > 0 || channel === 'b2b';
    const [listPrices, { groups, ids, vatCountry, billed }] = await Promise.all([
      lists.length > 0 ? this.views.all(ListPriceRow, { sku }) : [],
      customerId !== undefined && isAsked ? this.standingOf(customerId) : NOBODY,
    ]);
    const buyer = { channel, currency, groups, ids };
    const tax = taxPlace(country, zones, { groups, vatCountry }, at);
    const facts: SaleFacts = {
      products,
      promotions: promotions.map((row) => ({ ...row, from: text(row.from), to: text(row.to) })),
      listPrices: listPrices.filter(({ list }) => list !== STANDARD_LIST),
      lists: lists.map((row) => ({ ...row, from: text(row.from), to: text(row.to) })),
      tax,
    };
    return { facts, buyer, billed };
  }

  /** The company for which a customer orders, as documents name it. */
  async billedCompanyOf(customerId: string | undefined): Promise<BilledCompany | undefined> {
    return customerId === undefined ? undefined : (await this.standingOf(customerId)).billed;
  }

  /** The company for which a customer orders in the channel b2b. */
  async companyOf(customerId: string | undefined, channel: string): Promise<BuyingCompany | undefined> {
    if (customerId === undefined || channel !== 'b2b') return undefined;
    const buyer = await this.views.find(BuyerRow, { customerId });
    if (!buyer?.companyId) return undefined;
    const { companyId, orderLimitMinor } = buyer;
    const company = await this.views.find(CompanyRow, { companyId });
    if (!company) return undefined;
    const { currency, creditLimitMinor } = company;
    return { companyId, currency, creditLimitMinor, orderLimitMinor };
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
      vatCountry: company?.vatCheckedAt ? company.country : null,
      billed: company && billedAs(company),
    };
  }
}

/** What of a customer decides prices and tax. */
interface Standing {
  /** The customer, and the company of the customer. */
  readonly ids: readonly string[];
  readonly groups: readonly string[];
  readonly vatCountry: string | null;
  readonly billed: BilledCompany | undefined;
}

/** A company as an order names it, so that its documents stay the same whatever the company is called later. */
type BilledCompany = NonNullable<Placed['billedCompany']>;

const NOBODY: Standing = { ids: [], groups: [], vatCountry: null, billed: undefined };

const billedAs = ({ name, vatNumber }: CompanyRow): BilledCompany => {
  return { name, ...(vatNumber !== null && { vatNumber }) };
};

/** The driver returns moments as dates; deciders take texts. */
const text = (moment: string | null) => moment && new Date(moment).toISOString();

import { actionWords } from '../action/action.words';
import { afterSalesWords } from '../after-sales/after-sales.words';
import { auditWords } from '../audit/audit.words';
import { basketWords } from '../basket/basket.words';
import { boardWords } from '../board/board.words';
import { campaignsWords } from '../campaigns/campaigns.words';
import { caseWords } from '../case/case.words';
import { categoryWords } from '../category/category.words';
import { companyWords } from '../company/company.words';
import { documentWords } from '../document/document.words';
import { customerWords } from '../customer/customer.words';
import { frameWords } from '../frame/frame.words';
import { listWords } from '../list/list.words';
import { operationsWords } from '../operations/operations.words';
import { orderWords } from '../order/order.words';
import { parcelWords } from '../parcel/parcel.words';
import { priceWords } from '../price/price.words';
import { problemWords } from '../problem/problem.words';
import { productWords } from '../product/product.words';
import { promotionsWords } from '../promotions/promotions.words';
import { purchaseWords } from '../purchase/purchase.words';
import { quoteWords } from '../quote/quote.words';
import { refundWords } from '../refund/refund.words';
import { returnWords } from '../return/return.words';
import { settingWords } from '../setting/setting.words';
import { shipOptionWords } from '../ship-option/ship-option.words';
import { skuWords } from '../sku/sku.words';
import { statusWords } from '../status/status.words';
import { taxWords } from '../tax/tax.words';
import { voucherWords } from '../voucher/voucher.words';

/** All words of the console; each screen brings its own. */
export const WORDS = {
  action: actionWords,
  campaigns: campaignsWords,
  order: orderWords,
  afterSales: afterSalesWords,
  basket: basketWords,
  refund: refundWords,
  return: returnWords,
  case: caseWords,
  parcel: parcelWords,
  purchase: purchaseWords,
  customer: customerWords,
  company: companyWords,
  document: documentWords,
  quote: quoteWords,
  price: priceWords,
  shipOption: shipOptionWords,
  product: productWords,
  category: categoryWords,
  promotions: promotionsWords,
  tax: taxWords,
  voucher: voucherWords,
  frame: frameWords,
  list: listWords,
  problem: problemWords,
  status: statusWords,
  board: boardWords,
  sku: skuWords,
  operations: operationsWords,
  audit: auditWords,
  setting: settingWords,
};

type InEnglish = { readonly [Screen in keyof typeof WORDS]: (typeof WORDS)[Screen]['english'] };

/** The words in one language, by screen. */
export const wordsIn = (language: 'english' | 'italian'): InEnglish =>
  Object.fromEntries(Object.entries(WORDS).map(([screen, each]) => [screen, each[language]])) as unknown as InEnglish;

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: InEnglish };
  }
}

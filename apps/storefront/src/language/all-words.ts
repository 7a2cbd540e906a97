import { afterSalesWords } from '../after-sales/after-sales.words';
import { basketWords } from '../basket/basket.words';
import { checkoutWords } from '../checkout/checkout.words';
import { frameWords } from '../frame/frame.words';
import { orderWords } from '../order/order.words';
import { problemWords } from '../problem/problem.words';
import { productWords } from '../product/product.words';

/** All words of the shop; each screen brings its own. */
export const WORDS = {
  frame: frameWords,
  problem: problemWords,
  product: productWords,
  basket: basketWords,
  checkout: checkoutWords,
  order: orderWords,
  afterSales: afterSalesWords,
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

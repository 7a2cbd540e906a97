export { applyCoupon, applyPoints, applyVoucher } from './basket-credits';
export { shortId } from '../generated/short-id';
export { hasLeft, isCancellable } from './order-steps';
export { minorDigits, money } from './amount';
export { addressFrom, knownCustomer } from './known-address';
export { firstLanguage, LANGUAGES, type Language } from './language';
export { words, type SameNames, type Words } from './words';

export { shortId } from './short-id';
export { minorDigits, money } from './amount';
export { addressFrom, knownCustomer } from './known-address';
export { firstLanguage, LANGUAGES, type Language } from './language';
export { words, type SameNames, type Words } from './words';

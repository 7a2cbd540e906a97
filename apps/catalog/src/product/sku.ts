/** Letters, digits and a few signs, without blanks at the ends. */
export const isSku = (text: string) =>
  text.length <= 64 && /^[A-Za-z0-9](?:[A-Za-z0-9 ._/-]*[A-Za-z0-9._/-])?$/.test(text);

/** Whether the last digit of a GTIN (8, 12, 13 or 14 digits) is its check digit. */
export function isGtin(barcode: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(barcode)) return false;
  const sum = [...barcode].reverse().reduce((total, digit, n) => total + Number(digit) * (n % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

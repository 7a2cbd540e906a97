import { money } from '@concord/client/screens';

/** A value of a setting in the language of a person: a number with its unit, an amount, a list, or its members. */
export function valueText(value: unknown, unit: string, language: string): string {
  if (isMoney(value)) return money(value.amountMinor, value.currency, language);
  const text = partText(value, language);
  return unit === '' ? text : `${text} ${unit}`;
}

function partText(value: unknown, language: string): string {
  if (typeof value === 'number') return value.toLocaleString(language);
  if (Array.isArray(value)) return value.map((each) => partText(each, language)).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, each]) => `${name} ${partText(each, language)}`)
      .join(' · ');
  return String(value);
}

const isMoney = (value: unknown): value is { amountMinor: number; currency: string } =>
  typeof value === 'object' &&
  value !== null &&
  'amountMinor' in value &&
  'currency' in value &&
  isCurrency(value.currency);

/** Three letters: anything else is no currency, and has no name in any language. */
const isCurrency = (text: unknown) => typeof text === 'string' && /^[A-Z]{3}$/.test(text);

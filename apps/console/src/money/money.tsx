import { useLanguage } from '../language/language';

/** An amount in minor units, in the language of the person. */
export function money(minor: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

/** An amount on a screen. */
export function Money({ minor, currency }: { readonly minor: number; readonly currency: string }) {
  const { language } = useLanguage();
  return <span className="figures">{money(minor, currency, language)}</span>;
}

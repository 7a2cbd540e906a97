import { useLanguage } from '../language/language';
import { money } from './amount';

export { minorDigits, money } from './amount';

/** An amount on a screen. */
export function Money({ minor, currency }: { readonly minor: number; readonly currency: string }) {
  const { language } = useLanguage();
  return <span className="figures">{money(minor, currency, language)}</span>;
}

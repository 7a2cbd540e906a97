import { useLanguage } from '../language/language';
import { money } from '@concord/client/screens';

export { minorDigits, money } from '@concord/client/screens';

/** An amount on a screen. */
export function Money({ minor, currency }: { readonly minor: number; readonly currency: string }) {
  const { language } = useLanguage();
  return <span className="figures">{money(minor, currency, language)}</span>;
}

import { Text, type TextProps } from '@mantine/core';
import { useLanguage } from '../language/language';
import { money } from '@concord/client/screens';

/** An amount on a screen. */
export function Money({
  minor,
  currency,
  ...props
}: { readonly minor: number; readonly currency: string } & TextProps) {
  const { language } = useLanguage();
  return (
    <Text component="span" className="figures" inherit={props.size === undefined} {...props}>
      {money(minor, currency, language)}
    </Text>
  );
}

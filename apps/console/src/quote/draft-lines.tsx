import { ActionIcon, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useLanguage } from '../language/language';
import { minorDigits, money } from '../money/money';
import { isWithin, wrongAt } from '../problem/wrong-at';
import { agreedSum, type DraftLine } from './quote-draft';

const UNITS_MAX = 1_000_000;
/** The members of a line that have a place for what is wrong with them. */
const SHOWN = ['sku', 'quantity', 'agreedUnitMinor'] as const;

interface DraftLinesProps {
  readonly lines: readonly DraftLine[];
  readonly currency: string;
  readonly error: unknown;
  readonly onChange: (lines: DraftLine[]) => void;
}

/** Whether what is wrong with this member of the request stands at a line. */
export const isAtLine = (lines: readonly DraftLine[], path: string): boolean =>
  lines.some((_, index) => SHOWN.some((name) => isWithin(path, `lines.${index}.${name}`)));

/** The lines of a quote while a person writes it. */
export function DraftLines({ lines, currency, error, onChange }: DraftLinesProps) {
  const { t, language } = useLanguage();
  if (lines.length === 0) return <Text size="sm">{t('quote.noLines')}</Text>;
  const change = (at: number, changes: Partial<DraftLine>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...changes } : line)));
  const { minor, atList } = agreedSum(lines, currency);
  return (
    <Stack gap="sm">
      {lines.map(({ sku, title, quantity, agreed, list }, index) => (
        <Group key={`${sku} ${index}`} gap="sm" align="flex-start" justify="space-between">
          <Text size="sm" component="div" style={{ flex: '1 1 12rem' }}>
            <b>{sku}</b> {title}
            {list && (
              <Text size="xs" c="dimmed">
                {t('quote.list', { amount: money(list.minor, list.currency, language) })}
              </Text>
            )}
            {wrongAt(error, `lines.${index}.sku`) && (
              <Text size="xs" c="var(--mantine-color-error)">
                {wrongAt(error, `lines.${index}.sku`)}
              </Text>
            )}
          </Text>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <NumberInput
              aria-label={t('quote.unitsOf', { sku })}
              error={wrongAt(error, `lines.${index}.quantity`)}
              w={90}
              min={1}
              max={UNITS_MAX}
              allowDecimal={false}
              required
              value={quantity}
              onChange={(value) => change(index, { quantity: Number(value) })}
            />
            <NumberInput
              aria-label={t('quote.agreedOf', { sku })}
              placeholder={t('quote.agreedHint')}
              error={wrongAt(error, `lines.${index}.agreedUnitMinor`)}
              w={150}
              min={0}
              decimalScale={minorDigits(currency)}
              value={agreed ?? ''}
              onChange={(value) => change(index, { agreed: value === '' ? undefined : Number(value) })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('quote.remove', { sku })}
              onClick={() => onChange(lines.filter((_, other) => other !== index))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
      ))}
      <Text size="sm" ta="right">
        {[
          t('quote.sum', { amount: money(minor, currency, language) }),
          ...(atList > 0 ? [t('quote.rest', { count: atList })] : []),
        ].join(' · ')}
      </Text>
    </Stack>
  );
}

import { Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Catalog } from '@concord/client';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { shop, type Channel } from '../shop';

const PAUSE_MS = 250;
const HITS_MAX = 8;

type Variant = Catalog.VariantPage['items'][number];

interface FindSkuProps {
  /** Only SKUs that are for sale there are found. */
  readonly channel: Channel;
  readonly onTake: (variant: Variant) => void;
  /** What was taken is still being written. */
  readonly isBusy?: boolean;
}

/** Finds SKUs that are for sale in a channel, and takes one. */
export function FindSku({ channel, onTake, isBusy = false }: FindSkuProps) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), PAUSE_MS);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data, isFetching } = useQuery({
    queryKey: ['find-sku', channel, wanted],
    queryFn: async ({ signal }) =>
      (await shop.catalog.get('/v1/variants', { query: { q: wanted, channel, limit: HITS_MAX }, signal })).data.items,
    enabled: wanted.length > 1,
  });
  // What was found comes after what was typed: Enter takes the first of it.
  useEffect(() => {
    combobox.selectFirstOption();
  }, [data]);
  const take = (sku: string) => {
    const variant = data?.find((one) => one.sku === sku);
    if (!variant) return;
    setText('');
    combobox.closeDropdown();
    onTake(variant);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={take} withinPortal>
      <Combobox.Target>
        <TextInput
          label={t('sku.add')}
          placeholder={t('sku.addHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={isFetching || isBusy ? <Loader size={14} aria-hidden /> : null}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            // Enter takes what was found; it does not send the form around it.
            if (event.key === 'Enter') event.preventDefault();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={wanted.length < 2}>
        <Combobox.Options aria-label={t('sku.found')}>
          {(data ?? []).map(({ sku, title, priceMinor, currency, sellable }) => (
            <Combobox.Option key={sku} value={sku}>
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm" truncate>
                  <b>{sku}</b> {title}
                </Text>
                <Text size="xs" style={{ whiteSpace: 'nowrap' }}>
                  {t('sku.sellableUnits', { count: sellable })}{' '}
                  {priceMinor !== null && currency !== null && <Money minor={priceMinor} currency={currency} />}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
          {data?.length === 0 && <Combobox.Empty>{t('sku.nothingForSale')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

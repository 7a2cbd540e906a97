import { Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { useBasketChange, type Basket } from './basket';

const PAUSE_MS = 250;
const HITS_MAX = 8;

/** Finds SKUs that are for sale in the channel of the basket, and puts a unit of one into it. */
export function SkuSearch({ basket: { cartId, channel } }: { readonly basket: Basket }) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), PAUSE_MS);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data, isFetching } = useQuery({
    queryKey: ['basket-search', channel, wanted],
    queryFn: async ({ signal }) =>
      (await shop.catalog.get('/v1/variants', { query: { q: wanted, channel, limit: HITS_MAX }, signal })).data.items,
    enabled: wanted.length > 1,
  });
  const add = useBasketChange(cartId, (sku: string) =>
    shop.orders.post('/v1/carts/{cartId}/lines', { path: { cartId }, body: { sku } }),
  );
  // What was found comes after what was typed: Enter takes the first of it.
  useEffect(() => {
    combobox.selectFirstOption();
  }, [data]);
  const take = (sku: string) => {
    setText('');
    combobox.closeDropdown();
    add.mutate(sku);
  };
  return (
    <>
      <Combobox store={combobox} onOptionSubmit={take} withinPortal>
        <Combobox.Target>
          <TextInput
            label={t('basket.add')}
            placeholder={t('basket.addHint')}
            leftSection={<IconSearch size={16} aria-hidden />}
            rightSection={isFetching || add.isPending ? <Loader size={14} aria-hidden /> : null}
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              combobox.openDropdown();
            }}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={wanted.length < 2}>
          <Combobox.Options aria-label={t('basket.found')}>
            {(data ?? []).map(({ sku, title, priceMinor, currency, sellable }) => (
              <Combobox.Option key={sku} value={sku}>
                <Group justify="space-between" wrap="nowrap" gap="xs">
                  <Text size="sm" truncate>
                    <b>{sku}</b> {title}
                  </Text>
                  <Text size="xs" style={{ whiteSpace: 'nowrap' }}>
                    {t('basket.sellable', { count: sellable })}{' '}
                    {priceMinor !== null && currency !== null && <Money minor={priceMinor} currency={currency} />}
                  </Text>
                </Group>
              </Combobox.Option>
            ))}
            {data?.length === 0 && <Combobox.Empty>{t('basket.nothing')}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {add.error && <ProblemView error={add.error} />}
    </>
  );
}

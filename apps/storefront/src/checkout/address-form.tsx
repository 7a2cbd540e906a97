import { Button, Grid, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useOwnChange, type Basket } from '../basket/basket';
import { countriesOf } from '../basket/home-address';
import { useLanguage } from '../language/language';
import { typedIn } from '../frame/typed-in';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import type { checkoutWords } from './checkout.words';
import { countryName } from './country';

type Address = Orders.AddressRequest;
type Part = keyof typeof checkoutWords.english.parts & keyof Address;

/** What a parcel needs to arrive. */
const NEEDED = ['name', 'street', 'postcode', 'city'] as const;
const PARTS: readonly (readonly [part: Part, autoComplete: string, span: number])[] = [
  ['name', 'name', 12],
  ['company', 'organization', 12],
  ['street', 'address-line1', 12],
  ['street2', 'address-line2', 12],
  ['postcode', 'postal-code', 5],
  ['city', 'address-level2', 7],
];
const COUNTRIES_STALE_MS = 300_000;

/** Whether the shop knows where to send the basket, and whom to tell about it. */
export const isAddressed = ({ shipTo, contact }: Basket): boolean =>
  shipTo !== null && NEEDED.every((part) => (shipTo[part] ?? '') !== '') && (contact?.email ?? '') !== '';

interface AddressFormProps {
  readonly basket: Basket;
  readonly onDone: () => void;
}

/** Where the basket is to be sent, and how the customer is reached. */
export function AddressForm({ basket, onDone }: AddressFormProps) {
  const { t, language } = useLanguage();
  const { shipTo, contact } = basket;
  const [country, setCountry] = useState(shipTo?.country ?? '');
  const { data: countries = [] } = useQuery({
    queryKey: ['countries'],
    queryFn: ({ signal }) => countriesOf(signal),
    staleTime: COUNTRIES_STALE_MS,
  });
  const save = useOwnChange(({ cartId }, body: Orders.CartAddressRequest) =>
    shop.orders.put('/v1/carts/{cartId}/address', { path: { cartId }, body }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = (name: string) => typedIn(event.currentTarget, name);
    const parts = Object.fromEntries(
      PARTS.flatMap(([part]) => (typed(part) === '' ? [] : [[part, typed(part)] as const])),
    );
    const [email, phone] = [typed('email'), typed('phone')];
    const body = { shipTo: { country, ...parts }, contact: { email, ...(phone !== '' && { phone }) } };
    save.mutate(body, { onSuccess: onDone });
  };
  // One way to ship may name a country by its code, another one in words.
  const offered = new Map(
    [...countries.toReversed(), ...(country === '' ? [] : [country])].map((value) => [
      countryName(value, language),
      value,
    ]),
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          name="email"
          type="email"
          label={t('checkout.email')}
          description={t('checkout.emailWhy')}
          autoComplete="email"
          required
          defaultValue={contact?.email ?? ''}
        />
        <TextInput
          name="phone"
          type="tel"
          label={t('checkout.phone')}
          description={t('checkout.phoneHint')}
          autoComplete="tel"
          defaultValue={contact?.phone ?? ''}
        />
        <Grid gap="sm">
          {PARTS.map(([part, autoComplete, span]) => (
            <Grid.Col span={span} key={part}>
              <TextInput
                name={part}
                label={t(`checkout.parts.${part}`)}
                autoComplete={`shipping ${autoComplete}`}
                required={(NEEDED as readonly string[]).includes(part)}
                maxLength={part === 'postcode' ? 20 : 100}
                defaultValue={shipTo?.[part] ?? ''}
              />
            </Grid.Col>
          ))}
        </Grid>
        <Select
          label={t('checkout.country')}
          data={[...offered].map(([label, value]) => ({ value, label }))}
          value={country}
          onChange={(value) => setCountry(value ?? country)}
          searchable
          required
          allowDeselect={false}
        />
        {save.error && <ProblemView error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('checkout.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The address as it stands on a parcel. */
export function AddressWords({ address }: { readonly address: NonNullable<Basket['shipTo']> }) {
  const { t, language } = useLanguage();
  const { name, company, street, street2, postcode, city, country, erased } = address;
  if (erased) return <Text size="sm">{t('checkout.erased')}</Text>;
  const lines = [
    name,
    company,
    street,
    street2,
    [postcode, city].filter(Boolean).join(' '),
    countryName(country, language),
  ];
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
      {lines.filter(Boolean).join('\n')}
    </Text>
  );
}

import { Button, Card, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Orders } from '@concord/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { partsOf } from '../action/parts-of';
import { ADDRESS_PARTS, isNeeded } from '../address/address';
import { knownAddress } from '../basket/basket';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { Unanswered } from '../list/unanswered';
import { daysAhead } from '../moment/days-ahead';
import { endOfDay } from '../moment/end-of-day';
import { localDay } from '../moment/local-text';
import { ProblemView } from '../problem/problem-view';
import { isWithin, wrongAt } from '../problem/wrong-at';
import { useMay } from '../session/session';
import { CURRENCIES, shop } from '../shop';
import { FindSku } from '../sku/find-sku';
import { DraftLines, isAtLine } from './draft-lines';
import { linesAgain, quotedLines, withUnit, type DraftLine } from './quote-draft';
import { useEarlierQuote } from './sales-quote';

const DAYS = 14;
/** Whoever types is waited for. */
const TYPES_MS = 400;
/** The members of the request, besides its lines, that have a field of their own. */
const AT_FIELDS = ['customerId', 'currency', 'validUntil', 'note', ...ADDRESS_PARTS.map((name) => `shipTo.${name}`)];

type Address = Readonly<Record<string, string>>;

/** What a quote is written from: an earlier one, or the customer of the address. */
export function NewQuote() {
  const [{ customer = '', again }] = useFilters();
  const earlier = useEarlierQuote(again);
  if (again !== undefined && !earlier.data) return <Unanswered query={earlier} />;
  return <QuoteForm key={again ?? customer} customer={earlier.data?.customerId ?? customer} earlier={earlier.data} />;
}

interface QuoteFormProps {
  readonly customer: string;
  readonly earlier: Orders.SalesQuote | undefined;
}

/** Offers goods to a business buyer at agreed prices. */
function QuoteForm({ customer, earlier }: QuoteFormProps) {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const [customerId, setCustomer] = useState(customer);
  const [currency, setCurrency] = useState<string>(earlier?.currency ?? 'GBP');
  const [lines, setLines] = useState<readonly DraftLine[]>(earlier ? linesAgain(earlier) : []);
  const [day, setDay] = useState(() => localDay(daysAhead(DAYS)));
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState<Address>(earlier ? partsIn(earlier.shipTo) : {});
  const buyer = customerId.trim();
  const [asked] = useDebouncedValue(buyer, TYPES_MS);
  const known = useQuery({
    queryKey: ['known-address', asked],
    queryFn: ({ signal }) => knownAddress(asked, signal).then((found) => found ?? null),
    enabled: may('customer.read') && asked !== '',
  });
  // The address of the buyer who was typed before is not offered for this one.
  const address = asked === buyer ? known.data : undefined;
  const offer = useMutation({
    mutationFn: async () => {
      const body = {
        customerId: buyer,
        currency: currency as Orders.OfferQuoteRequest['currency'],
        lines: quotedLines(lines, currency),
        shipTo: partsOf(typed, ADDRESS_PARTS) as Orders.AddressRequest,
        validUntil: endOfDay(day) ?? day,
        ...(note.trim() !== '' && { note: note.trim() }),
      };
      return (await shop.orders.post('/v1/quotes', { body })).data.id;
    },
    onSuccess: (salesQuoteId) => navigate({ to: '/quotes/$salesQuoteId', params: { salesQuoteId } }),
  });
  const wrong = (path: string) => wrongAt(offer.error, path);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    offer.mutate();
  };
  const currencies = [...new Set([...CURRENCIES, currency])];
  return (
    <Stack maw={860}>
      <Title order={1} size="h2">
        {t('quote.offer')}
      </Title>
      <Text size="sm">{t('quote.offerSays')}</Text>
      <Stack component="form" onSubmit={submit as never}>
        <Card withBorder>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput
              label={t('quote.buyerId')}
              required
              maxLength={100}
              value={customerId}
              error={wrong('customerId')}
              onChange={({ currentTarget }) => setCustomer(currentTarget.value)}
            />
            <Select
              label={t('quote.currency')}
              data={currencies}
              value={currency}
              error={wrong('currency')}
              onChange={(value) => setCurrency(value ?? currency)}
              allowDeselect={false}
            />
            <TextInput
              label={t('quote.end')}
              type="date"
              required
              value={day}
              error={wrong('validUntil')}
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
            />
          </SimpleGrid>
        </Card>
        <Section title={t('quote.lines')}>
          <FindSku
            channel="b2b"
            onTake={({ sku, title, priceMinor, currency: own }) =>
              setLines((before) =>
                withUnit(before, {
                  sku,
                  title,
                  list: priceMinor === null || own === null ? undefined : { minor: priceMinor, currency: own },
                }),
              )
            }
          />
          <DraftLines lines={lines} currency={currency} error={offer.error} onChange={setLines} />
        </Section>
        <Card withBorder component="section">
          <Group justify="space-between" mb="sm">
            <Title order={2} size="h4">
              {t('quote.address')}
            </Title>
            {address && (
              <Button variant="default" size="compact-sm" onClick={() => setTyped(partsIn(address.shipTo ?? {}))}>
                {t('quote.useKnown')}
              </Button>
            )}
            {address === null && (
              <Text size="xs" c="dimmed">
                {t('quote.noKnown')}
              </Text>
            )}
          </Group>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {ADDRESS_PARTS.map((name) => (
              <TextInput
                key={name}
                label={t(`basket.parts.${name}`)}
                required={isNeeded(name)}
                maxLength={200}
                value={typed[name] ?? ''}
                error={wrong(`shipTo.${name}`)}
                onChange={({ currentTarget: { value } }) => setTyped((before) => ({ ...before, [name]: value }))}
              />
            ))}
          </SimpleGrid>
        </Card>
        <Textarea
          label={t('quote.note')}
          description={t('quote.noteHint')}
          maxLength={1_000}
          autosize
          minRows={2}
          value={note}
          error={wrong('note')}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {offer.error && (
          <ProblemView
            error={offer.error}
            isElsewhere={(path) => isAtLine(lines, path) || AT_FIELDS.some((member) => isWithin(path, member))}
          />
        )}
        <Group>
          <Button type="submit" loading={offer.isPending} disabled={lines.length === 0}>
            {t('quote.offer')}
          </Button>
        </Group>
      </Stack>
    </Stack>
  );
}

/** The known parts of an address, as the form has them. */
const partsIn = (address: object): Address => partsOf(address as never, ADDRESS_PARTS);

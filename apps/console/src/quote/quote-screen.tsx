import { Alert, Card, Group, List, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import type { Orders } from '@concord/client';
import { shortId } from '@concord/client/screens';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ADDRESS_PARTS } from '../basket/basket-address';
import { CustomerLink } from '../customer/customer-link';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { Loading } from '../list/loading';
import { Money, money } from '../money/money';
import { exactTime, useNow, When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { ProblemView } from '../problem/problem-view';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { StatusBadge } from '../status/status';
import { QuoteActions } from './quote-actions';
import { isOver, stateOf } from './quote-state';
import { useSalesQuote } from './sales-quote';

type Quote = Orders.SalesQuote;

/** One quote: what is offered to whom until when, and who did what. */
export function QuoteScreen() {
  const { t, language } = useLanguage();
  const now = useNow();
  const { salesQuoteId } = useParams({ from: '/quotes/$salesQuoteId' });
  const query = useSalesQuote(salesQuoteId);
  if (query.error) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const quote = query.data;
  const { customerId, companyId, orderId, validUntil, note, reason, masked = [] } = quote;
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h2">
            {t('quote.quoteOf', { id: shortId(salesQuoteId) })}
          </Title>
          <StatusBadge status={stateOf(quote, now)} />
        </Group>
        <QuoteActions quote={quote} />
      </Group>
      {isOver(quote, now) && (
        <Alert variant="light" color="orange">
          {t('quote.isOver')}
        </Alert>
      )}
      {masked.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('quote.masked', { members: masked.join(', ') })}
        </Text>
      )}
      <Part title={t('quote.lines')}>
        <QuoteLines quote={quote} />
      </Part>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Part title={t('quote.terms')}>
          <Stack gap={4}>
            <Term label={t('quote.buyer')}>
              <CustomerLink customerId={customerId} />
            </Term>
            <Term label={t('quote.company')}>
              {companyId === null ? t('quote.noCompany') : <CompanyName companyId={companyId} />}
            </Term>
            <Term label={t('quote.validUntil')}>{exactTime(validUntil, language)}</Term>
            <Term label={t('quote.address')}>{addressText(quote) ?? t('quote.erased')}</Term>
            {note && <Term label={t('quote.note')}>{note}</Term>}
            {reason && <Term label={t('quote.reason')}>{reason}</Term>}
            {orderId !== null && (
              <Term label={t('quote.order')}>
                <OrderLink orderId={orderId} />
              </Term>
            )}
            {companyId !== null && quote.status === 'offered' && <CompanyCredit companyId={companyId} />}
          </Stack>
        </Part>
        <Part title={t('quote.history')}>
          <History quote={quote} />
        </Part>
      </SimpleGrid>
    </Stack>
  );
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Card withBorder component="section">
    <Title order={2} size="h4" mb="sm">
      {title}
    </Title>
    {children}
  </Card>
);

const Term = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Text size="sm" component="div">
    <b>{label}</b> {children}
  </Text>
);

function addressText({ shipTo }: Quote): string | undefined {
  const { erased, ...parts } = shipTo;
  if (erased) return undefined;
  const known: Readonly<Record<string, unknown>> = parts;
  return ADDRESS_PARTS.map((name) => known[name])
    .filter((part) => typeof part === 'string')
    .join(', ');
}

function QuoteLines({ quote: { lines, currency, totalMinor } }: { readonly quote: Quote }) {
  const { t } = useLanguage();
  return (
    <>
      <Table.ScrollContainer minWidth={280}>
        <Table aria-label={t('quote.lines')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('quote.sku')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('quote.units')}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t('quote.agreed')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ sku, title, quantity, agreedUnitMinor }, index) => (
              <Table.Tr key={`${sku} ${index}`}>
                <Table.Td>
                  <SkuLink sku={sku} fw={600} /> {title}
                </Table.Td>
                <Table.Td ta="right">{quantity}</Table.Td>
                <Table.Td ta="right">
                  {agreedUnitMinor === undefined ? (
                    t('quote.atList')
                  ) : (
                    <Money minor={agreedUnitMinor} currency={currency} />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text fw={700} ta="right">
        {t('quote.total')} <Money minor={totalMinor} currency={currency} />
      </Text>
    </>
  );
}

function History({ quote }: { readonly quote: Quote }) {
  const { t } = useLanguage();
  const { status, offeredBy, offeredAt, decidedBy, decidedAt } = quote;
  return (
    <List size="sm" listStyleType="none">
      <List.Item>
        {t('quote.did.offered', { who: offeredBy })} <When at={offeredAt} size="sm" c="dimmed" span />
      </List.Item>
      {decidedBy !== null && decidedAt !== null && (
        <List.Item>
          {t(`quote.did.${status}`, { who: decidedBy })} <When at={decidedAt} size="sm" c="dimmed" span />
        </List.Item>
      )}
    </List>
  );
}

function CompanyName({ companyId }: { readonly companyId: string }) {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['company', companyId, 'name'],
    queryFn: async ({ signal }) =>
      (await shop.customerService.get('/v1/companies/{companyId}', { path: { companyId }, signal })).data.name,
    enabled: may('company.read'),
    meta: { hears: { services: ['customer-service'] } },
  });
  return (
    <ScreenLink to={`/companies/${encodeURIComponent(companyId)}`} title={companyId}>
      {data ?? shortId(companyId)}
    </ScreenLink>
  );
}

function CompanyCredit({ companyId }: { readonly companyId: string }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['company-credit', companyId],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/company-credit/{companyId}', { path: { companyId }, signal })).data,
    enabled: may('company.read'),
    meta: { hears: { services: ['orders', 'customer-service'] } },
  });
  if (!data) return null;
  const amount = (minor: number) => money(minor, data.currency, language);
  return (
    <Term label={t('quote.credit')}>
      {t('quote.creditLeft', { left: amount(data.leftMinor), limit: amount(data.limitMinor) })}
    </Term>
  );
}

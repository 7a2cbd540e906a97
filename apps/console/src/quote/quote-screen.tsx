import { Alert, Group, List, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import type { Orders } from '@concord/client';
import { shortId } from '@concord/client/screens';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressText } from '../address/address';
import { useCompany } from '../company/company-query';
import { CustomerLink } from '../customer/customer-link';
import { Fact } from '../frame/fact';
import { Masked } from '../frame/masked';
import { ScreenLink } from '../frame/screen-link';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { Money, money } from '../money/money';
import { exactTime, useNow, When } from '../moment/when';
import { OrderLink } from '../order/order-link';
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
  if (!query.data) return <Unanswered query={query} />;
  const quote = query.data;
  const { customerId, companyId, orderId, validUntil, note, reason, shipTo, masked } = quote;
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
      <Masked members={masked} />
      <Section title={t('quote.lines')}>
        <QuoteLines quote={quote} />
      </Section>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Section title={t('quote.terms')}>
          <Stack gap={4}>
            <Fact label={t('quote.buyer')}>
              <CustomerLink customerId={customerId} />
            </Fact>
            <Fact label={t('quote.company')}>
              {companyId === null ? t('quote.noCompany') : <CompanyName companyId={companyId} />}
            </Fact>
            <Fact label={t('quote.validUntil')}>{exactTime(validUntil, language)}</Fact>
            <Fact label={t('quote.address')}>{shipTo.erased ? t('quote.erased') : addressText(shipTo)}</Fact>
            {note && <Fact label={t('quote.note')}>{note}</Fact>}
            {reason && <Fact label={t('quote.reason')}>{reason}</Fact>}
            {orderId !== null && (
              <Fact label={t('quote.order')}>
                <OrderLink orderId={orderId} />
              </Fact>
            )}
            {companyId !== null && quote.status === 'offered' && <CompanyCredit companyId={companyId} />}
          </Stack>
        </Section>
        <Section title={t('quote.history')}>
          <History quote={quote} />
        </Section>
      </SimpleGrid>
    </Stack>
  );
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
  const { data: company } = useCompany(companyId, may('company.read'));
  return (
    <ScreenLink to={`/companies/${encodeURIComponent(companyId)}`} title={companyId}>
      {company?.name ?? shortId(companyId)}
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
    <Fact label={t('quote.credit')}>
      {t('quote.creditLeft', { left: amount(data.leftMinor), limit: amount(data.limitMinor) })}
    </Fact>
  );
}

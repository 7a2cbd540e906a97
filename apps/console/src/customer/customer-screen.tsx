import type { CustomerService } from '@concord/client';
import { shortId } from '@concord/client/screens';
import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Action } from '../action/action';
import { NewOrderButton } from '../basket/new-order-button';
import { Fact } from '../frame/fact';
import { Masked } from '../frame/masked';
import { ScreenLink } from '../frame/screen-link';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { typedList } from '../list/typed-list';
import { Unanswered } from '../list/unanswered';
import { Money, money } from '../money/money';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { CustomerAddresses } from './customer-addresses';
import { CustomerContact } from './customer-contact';
import { CustomerCredit } from './customer-credit';
import { PersonalData } from './personal-data';

/** A customer with orders, returns, cases and sums. */
export function CustomerScreen() {
  const { t, language } = useLanguage();
  const may = useMay();
  const { customerId } = useParams({ from: '/customers/$customerId' });
  const query = useQuery({
    queryKey: ['customer', customerId],
    queryFn: async ({ signal }) =>
      (await shop.customerService.get('/v1/customers/{customerId}/360', { path: { customerId }, signal })).data,
    meta: { hears: { services: ['customer-service', 'orders'] } },
  });
  if (!query.data) return <Unanswered query={query} />;
  const { registered, erasedAt, groups, totals, latestOrders, returns, cases, masked } = query.data;
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t('customer.customer')} {customerId}
        </Title>
        {!erasedAt && <NewOrderButton customerId={customerId} />}
      </Group>
      {!registered && <Text size="sm">{t('customer.notRegistered')}</Text>}
      {erasedAt && (
        <Text size="sm">
          {t('customer.erased')} <When at={erasedAt} />
        </Text>
      )}
      <CustomerContact customer={query.data} />
      <Standing customer={query.data} />
      <Group gap="sm">
        <Text size="sm">
          <b>{t('customer.groups')}</b> {groups.length === 0 ? t('customer.noGroups') : groups.join(', ')}
        </Text>
        {may('customer.group') && !erasedAt && (
          <Action
            label={t('customer.setGroups')}
            says={t('customer.setGroupsSays')}
            fields={[
              {
                name: 'groups',
                label: t('customer.groups'),
                description: t('customer.groupsHint'),
                kind: 'text',
                isOptional: true,
                initial: groups.join(', '),
              },
            ]}
            size="compact-sm"
            run={(typed) =>
              shop.customerService.put('/v1/customers/{customerId}/groups', {
                path: { customerId },
                body: { groups: typedList(typed['groups']) },
              })
            }
          />
        )}
      </Group>
      <Masked members={masked} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Section title={t('customer.sums')} empty={totals.length === 0 && t('customer.none')}>
          {totals.map(({ currency, orderedMinor, capturedMinor, refundedMinor, openMinor }) => (
            <Text size="sm" key={currency}>
              {[
                t('customer.ordered', { amount: money(orderedMinor, currency, language) }),
                t('customer.captured', { amount: money(capturedMinor, currency, language) }),
                t('customer.refunded', { amount: money(refundedMinor, currency, language) }),
                ...(openMinor > 0 ? [t('customer.open', { amount: money(openMinor, currency, language) })] : []),
              ].join(' · ')}
            </Text>
          ))}
        </Section>
        <Section title={t('customer.orders')} empty={latestOrders.length === 0 && t('customer.none')}>
          {latestOrders.map(({ orderId, reference, status, totalMinor, currency, placedAt }) => (
            <Group gap="sm" key={orderId}>
              <OrderLink orderId={orderId} reference={reference} />
              <StatusBadge status={status} />
              {currency && <Money minor={totalMinor} currency={currency} />}
              {placedAt && <When at={placedAt} size="sm" c="dimmed" />}
            </Group>
          ))}
        </Section>
        <Section title={t('customer.returns')} empty={returns.length === 0 && t('customer.none')}>
          {returns.map(({ returnId, status }) => (
            <Group gap="sm" key={returnId}>
              <ScreenLink size="sm" to={`/returns/${encodeURIComponent(returnId)}`}>
                {shortId(returnId)}
              </ScreenLink>
              <StatusBadge status={status} />
            </Group>
          ))}
        </Section>
        <Section title={t('customer.cases')} empty={cases.length === 0 && t('customer.none')}>
          {cases.map(({ caseId, kind, status }) => (
            <Group gap="sm" key={caseId}>
              <ScreenLink size="sm" to={`/cases/${encodeURIComponent(caseId)}`}>
                {kind.replaceAll('-', ' ')}
              </ScreenLink>
              <StatusBadge status={status} />
            </Group>
          ))}
        </Section>
        <CustomerAddresses customer={query.data} />
        <CustomerCredit customerId={customerId} />
        <PersonalData customer={query.data} />
      </SimpleGrid>
    </Stack>
  );
}

/** Since when the customer is known, and the company that the customer buys for. */
function Standing({ customer }: { readonly customer: CustomerService.Customer360 }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { customerId, reference, country, registeredAt, firstOrder, company } = customer;
  const limit = company?.orderLimitMinor ?? null;
  return (
    <Group gap="md">
      {registeredAt && (
        <Fact label={t('customer.registeredAt')}>
          <When at={registeredAt} />
        </Fact>
      )}
      {firstOrder && (
        <Fact label={t('customer.firstOrder')}>
          <OrderLink orderId={firstOrder.orderId} /> <When at={firstOrder.at} />
        </Fact>
      )}
      {country && <Fact label={t('customer.country')}>{country}</Fact>}
      {reference && <Fact label={t('customer.reference')}>{reference}</Fact>}
      {company && (
        <Fact label={t('customer.company')}>
          <ScreenLink to={`/companies/${encodeURIComponent(company.companyId)}`}>{company.name}</ScreenLink>
          {limit !== null && ` ${t('customer.companyLimit', { amount: money(limit, company.currency, language) })}`}
        </Fact>
      )}
      {may('quote.read') && (
        <ScreenLink size="sm" to="/quotes" search={{ customer: customerId }}>
          {t('customer.quotes')}
        </ScreenLink>
      )}
    </Group>
  );
}

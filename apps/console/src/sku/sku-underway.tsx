import { shortId } from '@concord/client/screens';
import { Group, Stack, Text, Title } from '@mantine/core';
import type { Oversight } from '@concord/client';
import type { ReactNode } from 'react';
import { ScreenLink } from '../frame/screen-link';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { exactTime, When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { StatusBadge } from '../status/status';

type Of = { readonly data: Oversight.Sku };

/** The promotions and campaigns that promise it to customers. */
export function SkuPromised({ data: { campaigns, promotions } }: Of) {
  const { t, language } = useLanguage();
  const ratioOf = (milli: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(milli / 1_000);
  return (
    <Section title={t('sku.promised')}>
      {campaigns.length + promotions.length === 0 && <Text size="sm">{t('sku.notPromised')}</Text>}
      {campaigns.map(({ campaignId, name, status, verdict, reason, coverageMilli }) => (
        <div key={campaignId}>
          <Group gap="xs">
            <ScreenLink to={`/campaigns/${campaignId}`}>{name}</ScreenLink>
            <StatusBadge status={status} />
            {verdict !== null && verdict !== status.toUpperCase() && <StatusBadge status={verdict} />}
            {coverageMilli !== null && (
              <Text size="xs" c="dimmed">
                {t('sku.covers', { ratio: ratioOf(coverageMilli) })}
              </Text>
            )}
          </Group>
          {reason !== null && <Text size="sm">{reason}</Text>}
        </div>
      ))}
      {promotions.map(({ promotionId, code, status, reason }) => (
        <div key={promotionId}>
          <Group gap="xs">
            <ScreenLink to="/promotions" search={{ status }} ff="monospace">
              {code}
            </ScreenLink>
            <StatusBadge status={status} />
          </Group>
          {reason !== null && <Text size="sm">{reason}</Text>}
        </div>
      ))}
    </Section>
  );
}

/** The orders, returns and cases that are open. */
export function SkuUnderway({ data }: Of) {
  const { t } = useLanguage();
  const { openOrders, openReturns, openCases, orders, returns, cases } = data;
  const units = (count: number) => t('sku.units', { count });
  return (
    <Section title={t('sku.underway')}>
      {orders.orders + returns.returns + cases === 0 && <Text size="sm">{t('sku.nothingOpen')}</Text>}
      <Named label={t('sku.openOrders')} count={orders.orders} shown={openOrders.length}>
        {openOrders.map(({ orderId, units: count, status }) => (
          <Line key={orderId} link={<OrderLink orderId={orderId} size="sm" />} says={units(count)} status={status} />
        ))}
      </Named>
      <Named label={t('sku.openReturns')} count={returns.returns} shown={openReturns.length}>
        {openReturns.map(({ returnId, units: count, status }) => (
          <Line
            key={returnId}
            link={
              <ScreenLink size="sm" to={`/returns/${returnId}`} title={returnId}>
                {shortId(returnId)}
              </ScreenLink>
            }
            says={units(count)}
            status={status}
          />
        ))}
      </Named>
      <Named label={t('sku.openCases')} count={cases} shown={openCases.length}>
        {openCases.map(({ caseId, kind, openedAt }) => (
          <Line
            key={caseId}
            link={
              <ScreenLink size="sm" to={`/cases/${caseId}`} title={caseId}>
                {kind}
              </ScreenLink>
            }
            says={<When at={openedAt} size="sm" />}
            status="open"
          />
        ))}
      </Named>
    </Section>
  );
}

/** What purchase orders still bring. */
export function SkuIncoming({ data: { incoming } }: Of) {
  const { t, language } = useLanguage();
  return (
    <Section title={t('sku.incoming')}>
      {incoming.length === 0 && <Text size="sm">{t('sku.noIncoming')}</Text>}
      {incoming.map(({ purchaseOrderId, quantity, eta }) => (
        <Text size="sm" key={purchaseOrderId} title={purchaseOrderId}>
          {t('sku.incomingOf', { count: quantity, at: exactTime(eta, language) })}
        </Text>
      ))}
    </Section>
  );
}

interface NamedProps {
  readonly label: string;
  readonly count: number;
  readonly shown: number;
  readonly children: ReactNode;
}

function Named({ label, count, shown, children }: NamedProps) {
  const { t } = useLanguage();
  if (count === 0) return null;
  return (
    <Stack gap={4}>
      <Title order={3} size="h6">
        {label} ({count})
      </Title>
      <Stack gap={4} mah={220} style={{ overflowY: 'auto' }} tabIndex={0} role="group" aria-label={label}>
        {children}
      </Stack>
      {shown < count && (
        <Text size="xs" c="dimmed">
          {t('sku.cut', { shown, count })}
        </Text>
      )}
    </Stack>
  );
}

interface LineProps {
  readonly link: ReactNode;
  readonly says: ReactNode;
  readonly status: string | null;
}

const Line = ({ link, says, status }: LineProps) => (
  <Group gap="xs" wrap="nowrap" justify="space-between">
    {link}
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" span>
        {says}
      </Text>
      {status !== null && <StatusBadge status={status} />}
    </Group>
  </Group>
);

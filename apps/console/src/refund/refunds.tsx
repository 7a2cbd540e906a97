import { Group, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useLanguage } from '../language/language';
import { StatusFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { When } from '../moment/when';
import { Money, money } from '../money/money';
import { OrderLink } from '../order/order-link';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import { RefundActions } from './refund-actions';

type Refund = Orders.Refund;

const STATUSES = ['to_pay_out', 'escalated', 'failed', 'sent', 'succeeded', 'written_off'] as const;

/** Refunds, for the people who pay out what no card gets. */
export function Refunds() {
  const { t, language } = useLanguage();
  const [{ status }] = useFilters();
  const columns: Column<Refund>[] = [
    {
      key: 'requested',
      label: t('refund.requested'),
      cell: ({ requestedAt }) => <When at={requestedAt} />,
      text: ({ requestedAt }) => requestedAt,
    },
    statusColumn(t('refund.status')),
    {
      key: 'order',
      label: t('refund.order'),
      cell: ({ orderId }) => <OrderLink orderId={orderId} />,
      text: ({ orderId }) => orderId,
    },
    {
      key: 'amount',
      label: t('refund.amount'),
      cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
      text: ({ amountMinor, currency }) => money(amountMinor, currency, language),
      isNumber: true,
    },
    {
      key: 'paid',
      label: t('refund.paid'),
      cell: ({ paidMinor, currency }) => <Money minor={paidMinor} currency={currency} />,
      text: ({ paidMinor, currency }) => money(paidMinor, currency, language),
      isNumber: true,
      isWide: true,
    },
    {
      key: 'why',
      label: t('refund.why'),
      cell: (row) => <Text size="sm">{whyOf(row)}</Text>,
      text: whyOf,
      isWide: true,
    },
    {
      key: 'actions',
      label: t('refund.actions'),
      cell: (row) => (
        <Group gap="xs">
          <RefundActions
            orderId={row.orderId}
            currency={row.currency}
            refund={row}
            isWriteOffProposed={row.writeOffProposedBy !== null}
          />
        </Group>
      ),
      text: () => '',
    },
  ];
  return (
    <ListPage<Refund>
      title={t('refund.title')}
      intro={t('refund.intro')}
      queryKey={['refunds', status]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as Refund['status'] | undefined };
        return (await shop.orders.get('/v1/refunds', { query, signal })).data;
      }}
      hears={{ services: ['orders'] }}
      columns={columns}
      rowKey={({ refundId }) => refundId}
      empty={t('refund.empty')}
      filters={<StatusFilter label={t('refund.status')} statuses={STATUSES} />}
    />
  );
}

/** Why it is to be written off, why it waits, or how it was paid out. */
const whyOf = ({ writeOffReason, failure, payoutReference, reason }: Refund) =>
  writeOffReason ?? failure ?? payoutReference ?? reason ?? '';

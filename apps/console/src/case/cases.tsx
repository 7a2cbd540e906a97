import type { CustomerService } from '@concord/client';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { StatusFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';

type Case = CustomerService.Case;

const STATUSES = ['open', 'assigned', 'resolved'] as const;

/** The cases of the service desk, the latest first. */
export function Cases() {
  const { t } = useLanguage();
  const [{ status }] = useFilters();
  const columns: Column<Case>[] = [
    {
      key: 'kind',
      label: t('case.kind'),
      cell: ({ caseId, kind }) => (
        <ScreenLink fw={600} to={`/cases/${encodeURIComponent(caseId)}`}>
          {kind.replaceAll('-', ' ')}
        </ScreenLink>
      ),
      text: ({ kind }) => kind,
    },
    statusColumn(t('case.status')),
    {
      key: 'cause',
      label: t('case.cause'),
      cell: ({ cause }) => t(`case.causes.${cause}`),
      text: ({ cause }) => cause,
    },
    {
      key: 'about',
      label: t('case.about'),
      cell: ({ orderId, refs }) => (orderId ? <OrderLink orderId={orderId} /> : Object.values(refs).join(', ')),
      text: ({ orderId, refs }) => orderId ?? Object.values(refs).join(' '),
    },
    { key: 'agent', label: t('case.agent'), cell: ({ agent }) => agent, text: ({ agent }) => agent },
    {
      key: 'opened',
      label: t('case.opened'),
      cell: ({ openedAt }) => openedAt && <When at={openedAt} />,
      text: ({ openedAt }) => openedAt,
    },
  ];
  return (
    <ListPage<Case>
      title={t('case.list')}
      intro={t('case.intro')}
      queryKey={['cases', status]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as Case['status'] | undefined };
        return (await shop.customerService.get('/v1/cases', { query, signal })).data;
      }}
      hears={{ services: ['customer-service'] }}
      columns={columns}
      rowKey={({ caseId }) => caseId}
      empty={t('case.empty')}
      filters={<StatusFilter label={t('case.status')} statuses={STATUSES} />}
    />
  );
}

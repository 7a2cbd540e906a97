import { Group, Text } from '@mantine/core';
import type { Catalog } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { StatusFilter, TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { money } from '../money/money';
import { exactTime } from '../moment/when';
import { useMay, useSession } from '../session/session';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { statusColumn } from '../status/status-column';
import { tiersText } from './tiers';

type Proposal = Catalog.PriceProposal;
const STATUSES = ['proposed', 'scheduled', 'approved', 'active', 'rejected', 'withdrawn'] as const;

/** Prices that wait for a second person or for their moment. */
export function PriceProposals() {
  const { t, language } = useLanguage();
  const [{ status, list }] = useFilters();
  const amountOf = ({ amountMinor, currency, tiers }: Proposal) =>
    [money(amountMinor, currency, language), tiersText(tiers, currency, language)].filter(Boolean).join(' · ');
  const beforeOf = ({ previousMinor, currency }: Proposal) =>
    previousMinor === null ? t('price.none') : money(previousMinor, currency, language);
  const marginOf = ({ marginPercent }: Proposal) =>
    marginPercent === null ? '–' : t('price.percent', { value: marginPercent });
  const whenOf = ({ from, until }: Proposal) =>
    [
      from ? t('price.since', { at: exactTime(from, language) }) : t('price.atOnce'),
      until && t('price.until', { at: exactTime(until, language) }),
    ]
      .filter(Boolean)
      .join(' ');
  const columns: Column<Proposal>[] = [
    {
      key: 'sku',
      label: t('price.sku'),
      cell: (row) => (
        <>
          <SkuLink sku={row.sku} />
          <Text size="xs" c="dimmed">
            {row.list}
          </Text>
        </>
      ),
      text: ({ sku }) => sku,
    },
    statusColumn(t('price.status')),
    { key: 'amount', label: t('price.amount'), cell: amountOf, text: amountOf },
    { key: 'before', label: t('price.before'), cell: beforeOf, text: beforeOf, isNumber: true },
    { key: 'margin', label: t('price.margin'), cell: marginOf, text: marginOf, isNumber: true, isWide: true },
    { key: 'when', label: t('price.when'), cell: whenOf, text: whenOf },
    {
      key: 'by',
      label: t('price.proposedBy'),
      cell: ({ proposedBy, reason }) => (
        <>
          {proposedBy}
          {reason && (
            <Text size="xs" c="dimmed">
              {reason}
            </Text>
          )}
        </>
      ),
      text: ({ proposedBy }) => proposedBy,
    },
    {
      key: 'do',
      label: '',
      cell: (row) => <ProposalActions proposal={row} after={amountOf(row)} before={beforeOf(row)} />,
      text: () => undefined,
    },
  ];
  return (
    <ListPage<Proposal>
      title={t('price.proposals')}
      intro={t('price.proposalsIntro')}
      queryKey={['price-proposals', status, list]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, list, status: status as Proposal['status'] | undefined };
        return (await shop.catalog.get('/v1/prices/proposals', { query, signal })).data;
      }}
      hears={{ services: ['catalog'] }}
      columns={columns}
      rowKey={({ proposalId }) => proposalId}
      empty={t('price.noProposals')}
      filters={
        <>
          <StatusFilter label={t('price.status')} statuses={STATUSES} />
          <TextFilter name="list" label={t('price.list')} />
        </>
      }
    />
  );
}

interface ProposalActionsProps {
  readonly proposal: Proposal;
  readonly before: string;
  readonly after: string;
}

function ProposalActions({ proposal, before, after }: ProposalActionsProps) {
  const { t } = useLanguage();
  const may = useMay();
  const { subject } = useSession();
  const { proposalId, sku, list, status, proposedBy } = proposal;
  const path = { proposalId };
  const reason = { name: 'reason', label: t('price.reason'), kind: 'text', max: 500 } as const;
  const waits = status === 'proposed';
  return (
    <Group gap={4} justify="flex-end">
      {waits && may('catalog.price.approve') && proposedBy !== subject && (
        <Action
          label={t('price.approve')}
          says={t('price.approveSays', { sku, list, before, after })}
          size="compact-sm"
          run={() => shop.catalog.post('/v1/prices/proposals/{proposalId}/approve', { path })}
        />
      )}
      {waits && may('catalog.price.approve') && (
        <Action
          label={t('price.reject')}
          says={t('price.rejectSays', { sku, list })}
          fields={[reason]}
          isDanger
          size="compact-sm"
          run={({ reason: why }) =>
            shop.catalog.post('/v1/prices/proposals/{proposalId}/reject', { path, body: { reason: String(why) } })
          }
        />
      )}
      {(waits || status === 'scheduled') && may('catalog.price.propose') && (
        <Action
          label={t('price.withdraw')}
          says={t('price.withdrawSays', { sku, list })}
          fields={[reason]}
          size="compact-sm"
          run={({ reason: why }) =>
            shop.catalog.post('/v1/prices/proposals/{proposalId}/withdraw', { path, body: { reason: String(why) } })
          }
        />
      )}
    </Group>
  );
}

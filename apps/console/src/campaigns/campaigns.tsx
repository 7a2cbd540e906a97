import type { Marketing } from '@concord/client';
import { useNavigate } from '@tanstack/react-router';
import { Action } from '../action/action';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { StatusFilter, TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { exactTime } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { statusColumn } from '../status/status-column';

const STATUSES = ['draft', 'held', 'scheduled', 'active', 'paused', 'completed', 'cancelled'] as const;
const CHANNELS = ['email', 'web', 'social', 'sms', 'push', 'print', 'influencer'] as const;

/** All campaigns, the latest first. */
export function Campaigns() {
  const { t, language } = useLanguage();
  const [{ status, sku }] = useFilters();
  const columns: Column<Marketing.Campaign>[] = [
    {
      key: 'name',
      label: t('campaigns.name'),
      cell: ({ campaignId, name }) => (
        <ScreenLink to={`/campaigns/${campaignId}`} fw={600}>
          {name}
        </ScreenLink>
      ),
      text: ({ name }) => name,
    },
    statusColumn(t('campaigns.status')),
    { key: 'reason', label: t('campaigns.reason'), cell: ({ reason }) => reason, text: ({ reason }) => reason },
    {
      key: 'verdict',
      label: t('campaigns.verdict'),
      cell: ({ verdict }) => verdict && <StatusBadge status={verdict} />,
      text: ({ verdict }) => verdict,
    },
    {
      key: 'window',
      label: t('campaigns.window'),
      cell: ({ from, to }) => from && to && `${exactTime(from, language)} – ${exactTime(to, language)}`,
      text: ({ from, to }) => `${from} ${to}`,
      isWide: true,
    },
    {
      key: 'told',
      label: t('campaigns.told'),
      cell: ({ recipients }) => recipients,
      text: ({ recipients }) => recipients,
      isNumber: true,
    },
    {
      key: 'skus',
      label: t('campaigns.skus'),
      cell: ({ skus }) => skus.join(', '),
      text: ({ skus }) => skus.join(' '),
    },
  ];
  return (
    <ListPage<Marketing.Campaign>
      title={t('campaigns.title')}
      intro={t('campaigns.intro')}
      queryKey={['campaigns', status, sku]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, sku, status: status as Marketing.Campaign['status'] | undefined };
        return (await shop.marketing.get('/v1/campaigns', { query, signal })).data;
      }}
      hears={{ services: ['marketing'] }}
      columns={columns}
      rowKey={({ campaignId }) => campaignId}
      empty={t('campaigns.empty')}
      actions={<PlanCampaign />}
      filters={
        <>
          <StatusFilter label={t('campaigns.status')} statuses={STATUSES} />
          <TextFilter name="sku" label="SKU" />
        </>
      }
    />
  );
}

function PlanCampaign() {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  if (!may('campaign.write')) return null;
  return (
    <Action
      label={t('campaigns.plan')}
      says={t('campaigns.planSays')}
      isMain
      fields={[
        { name: 'name', label: t('campaigns.name'), kind: 'text', max: 200 },
        { name: 'skus', label: t('campaigns.skuList'), kind: 'text' },
        {
          name: 'channel',
          label: t('campaigns.channels'),
          kind: 'choice',
          initial: 'email',
          choices: CHANNELS.map((value) => ({ value, label: value })),
        },
        { name: 'from', label: t('campaigns.from'), kind: 'moment' },
        { name: 'to', label: t('campaigns.to'), kind: 'moment' },
        { name: 'audience', label: t('campaigns.audience'), kind: 'number', min: 1 },
        { name: 'conversionMilli', label: t('campaigns.conversion'), kind: 'number', min: 0, max: 1_000, initial: 20 },
        { name: 'unitsPerOrderMilli', label: t('campaigns.units'), kind: 'number', min: 0, initial: 1_000 },
      ]}
      run={async (typed) => {
        const { name, skus, channel, from, to, audience, conversionMilli, unitsPerOrderMilli } = typed;
        const body = {
          name: String(name),
          skus: String(skus)
            .split(',')
            .map((sku) => sku.trim())
            .filter((sku) => sku !== ''),
          channels: [channel as (typeof CHANNELS)[number]],
          from: String(from),
          to: String(to),
          audience: Number(audience),
          expected: {
            reach: Number(audience),
            conversionMilli: Number(conversionMilli),
            unitsPerOrderMilli: Number(unitsPerOrderMilli),
          },
        };
        const { data } = await shop.marketing.post('/v1/campaigns', { body });
        await navigate({ to: `/campaigns/${data.id}` });
      }}
    />
  );
}

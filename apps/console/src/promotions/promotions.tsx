import { Group, Text } from '@mantine/core';
import type { Marketing } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { StatusFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { money } from '../money/money';
import { exactTime } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';

type Promotion = Marketing.Promotion;

const STATUSES = ['draft', 'active', 'paused', 'ended'] as const;

/** All promotions with their uses, and what can be done with each. */
export function Promotions() {
  const { t, language } = useLanguage();
  const [{ status }] = useFilters();
  const rewardOf = ({ reward: { kind, value, currency } }: Promotion) =>
    kind === 'percent' || currency === undefined
      ? t('promotions.percent', { value })
      : t('promotions.each', { amount: money(value, currency, language) });
  const usesOf = ({ confirmed, usesMax }: Promotion) =>
    usesMax === null ? String(confirmed) : t('promotions.usesOf', { used: confirmed, max: usesMax });
  const columns: Column<Promotion>[] = [
    {
      key: 'code',
      label: t('promotions.code'),
      cell: ({ code, name }) => (
        <>
          <Text fw={600}>{code}</Text>
          <Text size="xs" c="dimmed">
            {name}
          </Text>
        </>
      ),
      text: ({ code }) => code,
    },
    statusColumn(t('promotions.status')),
    { key: 'reason', label: t('promotions.reason'), cell: ({ reason }) => reason, text: ({ reason }) => reason },
    { key: 'reward', label: t('promotions.reward'), cell: rewardOf, text: rewardOf },
    {
      key: 'uses',
      label: t('promotions.uses'),
      cell: (row) => (
        <>
          {usesOf(row)}
          {row.open > 0 && (
            <Text size="xs" c="dimmed">
              {t('promotions.underway', { count: row.open })}
            </Text>
          )}
        </>
      ),
      text: usesOf,
    },
    {
      key: 'window',
      label: t('promotions.window'),
      cell: ({ from, to }) => from && to && `${exactTime(from, language)} – ${exactTime(to, language)}`,
      text: ({ from, to }) => `${from} ${to}`,
      isWide: true,
    },
    {
      key: 'skus',
      label: t('promotions.skus'),
      cell: ({ skus }) => (skus.length === 0 ? t('promotions.allSkus') : skus.join(', ')),
      text: ({ skus }) => skus.join(' '),
    },
    { key: 'do', label: '', cell: (row) => <PromotionActions promotion={row} />, text: () => undefined },
  ];
  return (
    <ListPage<Promotion>
      title={t('promotions.title')}
      intro={t('promotions.intro')}
      queryKey={['promotions', status]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as Promotion['status'] | undefined };
        return (await shop.marketing.get('/v1/promotions', { query, signal })).data;
      }}
      hears={{ services: ['marketing'] }}
      columns={columns}
      rowKey={({ promotionId }) => promotionId}
      empty={t('promotions.empty')}
      actions={<DefinePromotion />}
      filters={<StatusFilter label={t('promotions.status')} statuses={STATUSES} />}
    />
  );
}

function PromotionActions({ promotion }: { readonly promotion: Promotion }) {
  const { t } = useLanguage();
  const may = useMay();
  const { promotionId, status, code, open, confirmed } = promotion;
  if (!may('promotion.write')) return null;
  const path = { promotionId };
  const reason = { name: 'reason', label: t('promotions.why'), kind: 'text', max: 500 } as const;
  return (
    <Group gap={4} justify="flex-end">
      {(status === 'draft' || status === 'paused') && (
        <Action
          label={t('promotions.activate')}
          says={t('promotions.activateSays', { code })}
          size="compact-sm"
          run={() => shop.marketing.post('/v1/promotions/{promotionId}/activate', { path })}
        />
      )}
      {status === 'active' && (
        <Action
          label={t('promotions.pause')}
          says={t('promotions.pauseSays', { code, open })}
          fields={[reason]}
          size="compact-sm"
          run={({ reason: why }) =>
            shop.marketing.post('/v1/promotions/{promotionId}/pause', { path, body: { reason: String(why) } })
          }
        />
      )}
      {status !== 'ended' && (
        <Action
          label={t('promotions.end')}
          says={t('promotions.endSays', { code, used: confirmed })}
          fields={[reason]}
          isDanger
          size="compact-sm"
          run={({ reason: why }) =>
            shop.marketing.post('/v1/promotions/{promotionId}/end', { path, body: { reason: String(why) } })
          }
        />
      )}
    </Group>
  );
}

function DefinePromotion() {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('promotion.write')) return null;
  return (
    <Action
      label={t('promotions.define')}
      says={t('promotions.defineSays')}
      isMain
      fields={[
        { name: 'code', label: t('promotions.code'), kind: 'text', max: 40 },
        { name: 'name', label: t('promotions.name'), kind: 'text', max: 200 },
        { name: 'percent', label: t('promotions.percentOff'), kind: 'number', min: 1, max: 100, initial: 10 },
        { name: 'skus', label: t('promotions.skuList'), kind: 'text', isOptional: true },
        { name: 'from', label: t('promotions.from'), kind: 'moment' },
        { name: 'to', label: t('promotions.to'), kind: 'moment' },
        { name: 'usesMax', label: t('promotions.usesMax'), kind: 'number', min: 1, isOptional: true },
      ]}
      run={({ code, name, percent, skus, from, to, usesMax }) =>
        shop.marketing.post('/v1/promotions', {
          body: {
            code: String(code),
            name: String(name),
            reward: { kind: 'percent', value: Number(percent) },
            skus: String(skus ?? '')
              .split(',')
              .map((sku) => sku.trim())
              .filter((sku) => sku !== ''),
            from: String(from),
            to: String(to),
            ...(usesMax !== undefined && { usesMax: Number(usesMax) }),
          },
        })
      }
    />
  );
}

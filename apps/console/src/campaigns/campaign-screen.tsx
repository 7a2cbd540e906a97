import { Alert, Card, Code, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import type { Marketing } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CoverageBar } from '../coverage/coverage-bar';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { exactTime } from '../moment/when';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { StatusBadge } from '../status/status';
import { CampaignActions } from './campaign-actions';
import { Proposals } from './proposals';

/** A campaign: why it is as it is, and what can be done about it. */
export function CampaignScreen() {
  const { t, language } = useLanguage();
  const { campaignId } = useParams({ from: '/campaigns/$campaignId' });
  const meta = { hears: { services: ['marketing', 'inventory'] } };
  const path = { campaignId };
  const campaign = useQuery({
    queryKey: ['campaign', campaignId],
    queryFn: async ({ signal }) => (await shop.marketing.get('/v1/campaigns/{campaignId}', { path, signal })).data,
    meta,
  });
  const verdict = useQuery({
    queryKey: ['campaign', campaignId, 'verdict'],
    queryFn: async ({ signal }) =>
      (await shop.marketing.get('/v1/campaigns/{campaignId}/stock-verdict', { path, signal })).data,
    meta,
  });
  if (!campaign.data) return <Unanswered query={campaign} />;
  const { name, status, reason, from, to, audience, batches, recipients, override } = campaign.data;
  return (
    <Stack>
      <Group justify="space-between">
        <Group>
          <Title order={1} size="h2">
            {name}
          </Title>
          <StatusBadge status={status} />
        </Group>
        <CampaignActions campaign={campaign.data} shortUnits={verdict.data?.now.shortUnits ?? 0} />
      </Group>
      {reason && (
        <Alert color={status === 'held' || status === 'paused' ? 'red' : 'gray'} variant="light">
          {reason}
        </Alert>
      )}
      {from && to && (
        <Text size="sm">
          {t('campaigns.window')}: {exactTime(from, language)} – {exactTime(to, language)}
        </Text>
      )}
      {override && <Override override={override} />}
      <Card withBorder component="section">
        <Title order={2} size="h4">
          {t('campaigns.batches')}
        </Title>
        <Text size="sm" mb="xs">
          {t('campaigns.batchesSays', { count: batches, people: recipients })}{' '}
          {audience !== null && t('campaigns.of', { count: audience })}
        </Text>
        {audience !== null && (
          <Progress
            value={audience === 0 ? 0 : (100 * recipients) / audience}
            size="lg"
            aria-label={t('campaigns.batchesSays', { count: batches, people: recipients })}
          />
        )}
      </Card>
      {verdict.error && <ProblemView error={verdict.error} onRetry={() => void verdict.refetch()} />}
      {verdict.data && (
        <>
          <Card withBorder component="section">
            <Group mb={4}>
              <Title order={2} size="h4">
                {t('campaigns.stock')}
              </Title>
              {verdict.data.decided && <StatusBadge status={verdict.data.decided.verdict} />}
            </Group>
            {verdict.data.decided ? (
              <>
                <Text size="sm" mb="sm">
                  {t('campaigns.stockSays', {
                    at: exactTime(verdict.data.decided.at ?? verdict.data.now.at, language),
                  })}
                </Text>
                <Figures coverage={verdict.data.decided.coverage} label={t('campaigns.stock')} />
                <Text size="xs" c="dimmed" mt="xs">
                  {t('campaigns.inputs', { inputs: '' })}
                  <Code>{verdict.data.decided.inputs.join(', ')}</Code>
                </Text>
              </>
            ) : (
              <Text size="sm">{t('campaigns.neverWeighed')}</Text>
            )}
          </Card>
          <Card withBorder component="section">
            <Group mb="sm">
              <Title order={2} size="h4">
                {t('campaigns.nowSays')}
              </Title>
              <StatusBadge status={verdict.data.now.verdict} />
            </Group>
            <Figures coverage={verdict.data.now.coverage} label={t('campaigns.nowSays')} />
            <Proposals campaign={campaign.data} outlook={verdict.data.now} />
          </Card>
        </>
      )}
    </Stack>
  );
}

function Override({ override }: { readonly override: NonNullable<Marketing.Campaign['override']> }) {
  const { t, language } = useLanguage();
  const { by, reason, acknowledgedBy: other, until } = override;
  const end = until === undefined ? '' : exactTime(until, language);
  return (
    <Alert color="orange" variant="light" title={other && t('campaigns.override')}>
      {other
        ? t('campaigns.overrideBoth', { by, other, until: end, reason })
        : t('campaigns.overrideAsked', { by, reason })}
    </Alert>
  );
}

type Coverage = Marketing.StockOutlook['coverage'];

/** The figures of each SKU, with coverage as a bar against the bounds. */
function Figures({ coverage, label }: { readonly coverage: Coverage; readonly label: string }) {
  const { t } = useLanguage();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>SKU</Table.Th>
            <Table.Th>{t('campaigns.level')}</Table.Th>
            <Table.Th ta="right">{t('campaigns.supply')}</Table.Th>
            <Table.Th ta="right">{t('campaigns.incoming')}</Table.Th>
            <Table.Th ta="right">{t('campaigns.demand')}</Table.Th>
            <Table.Th miw={140}>{t('campaigns.coverage')}</Table.Th>
            <Table.Th ta="right">{t('campaigns.short')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {coverage.map(({ sku, level, supply, incoming, demand, coverageMilli, shortUnits }) => (
            <Table.Tr key={sku}>
              <Table.Td>
                <SkuLink sku={sku} />
              </Table.Td>
              <Table.Td>
                <StatusBadge status={level} />
              </Table.Td>
              <Table.Td ta="right">{supply}</Table.Td>
              <Table.Td ta="right">{incoming}</Table.Td>
              <Table.Td ta="right">{demand}</Table.Td>
              <Table.Td>
                <CoverageBar milli={coverageMilli} />
              </Table.Td>
              <Table.Td ta="right">{shortUnits}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

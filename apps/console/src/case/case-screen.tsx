import { Alert, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Action } from '../action/action';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { exactTime, When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';

/** A case: what it is about, and what becomes of it. */
export function CaseScreen() {
  const { t, language } = useLanguage();
  const may = useMay();
  const { caseId } = useParams({ from: '/cases/$caseId' });
  const path = { caseId };
  const query = useQuery({
    queryKey: ['case', caseId],
    queryFn: async ({ signal }) => (await shop.customerService.get('/v1/cases/{caseId}', { path, signal })).data,
    meta: { hears: { services: ['customer-service'] } },
  });
  if (!query.data) return <Unanswered query={query} />;
  const { kind, status, cause, agent, openedAt, text, outcome, orderId, refs, reopenUntil } = query.data;
  return (
    <Stack>
      <Group justify="space-between">
        <Group>
          <Title order={1} size="h2">
            {kind.replaceAll('-', ' ')}
          </Title>
          <StatusBadge status={status} />
        </Group>
        <Group gap="xs">
          {status === 'open' && may('case.work') && (
            <Action
              label={t('case.take')}
              says={t('case.takeSays')}
              isMain
              run={() => shop.customerService.post('/v1/cases/{caseId}/assign', { path, body: {} })}
            />
          )}
          {status !== 'resolved' && may('case.resolve') && (
            <Action
              label={t('case.resolve')}
              says={t('case.resolveSays')}
              isMain={status === 'assigned'}
              fields={[{ name: 'outcome', label: t('case.outcome'), kind: 'long', max: 500 }]}
              run={({ outcome: said }) =>
                shop.customerService.post('/v1/cases/{caseId}/resolve', { path, body: { outcome: String(said) } })
              }
            />
          )}
          {status === 'resolved' && reopenUntil && may('case.work') && (
            <Action
              label={t('case.reopen')}
              says={t('case.reopenSays', { until: exactTime(reopenUntil, language) })}
              fields={[{ name: 'reason', label: t('case.why'), kind: 'long', max: 500 }]}
              run={({ reason }) =>
                shop.customerService.post('/v1/cases/{caseId}/reopen', { path, body: { reason: String(reason) } })
              }
            />
          )}
        </Group>
      </Group>
      <Text size="sm">
        {t('case.cause')} {t(`case.causes.${cause}`)}
        {openedAt && (
          <>
            {' · '}
            <When at={openedAt} />
          </>
        )}
        {agent && ` · ${t('case.agent')}: ${agent}`}
      </Text>
      <Section title={t('case.text')}>
        <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text>
        <Group gap="md">
          {orderId && (
            <Text size="sm">
              {t('order.order')} <OrderLink orderId={orderId} />
            </Text>
          )}
          {Object.entries(refs)
            .filter(([name]) => name !== 'orderId')
            .map(([name, id]) => (
              <Text size="sm" key={name}>
                {name}: {id}
              </Text>
            ))}
        </Group>
      </Section>
      {outcome && (
        <Alert color="green" variant="light" title={t('case.outcome')}>
          {outcome}
        </Alert>
      )}
    </Stack>
  );
}

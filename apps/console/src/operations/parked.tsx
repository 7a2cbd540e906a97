import { Accordion, Alert, Badge, Card, Code, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { Operations, ServiceName } from '@concord/client';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { When } from '../moment/when';
import { shop } from '../shop';
import { ONE_ATTEMPT, useEachService } from './each-service';
import { ParkedActions } from './parked-actions';
import { groupsOf, type ParkedGroup } from './parked-groups';
import { Sheet } from './sheet';
import { SilentServices } from './silent-services';

const LOOK_EVERY_MS = 5_000;
const PAGE = 200;
/** Of a service with more, the first ones are shown: they are settled first. */
const MESSAGES_MAX = 1_000;

async function parkedOf(service: ServiceName, signal: AbortSignal): Promise<readonly Operations.Parked[]> {
  const found: Operations.Parked[] = [];
  for await (const each of shop.of(service).pages('/v1/parked', { query: { limit: PAGE }, signal, ...ONE_ATTEMPT })) {
    found.push(each);
    if (found.length === MESSAGES_MAX) break;
  }
  return found;
}

/** Messages that could not be applied: why, what waits behind them, and what can be done. */
export function Parked() {
  const { t } = useLanguage();
  const [{ state = 'waiting' }, setFilters] = useFilters();
  return (
    <Stack>
      <SegmentedControl
        value={state}
        onChange={(value) => setFilters({ state: value === 'waiting' ? undefined : value })}
        data={[
          { value: 'waiting', label: t('operations.parkedOpen') },
          { value: 'settled', label: t('operations.parkedSettled') },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      {state === 'settled' ? <Settled /> : <Waiting />}
    </Stack>
  );
}

function Waiting() {
  const { t } = useLanguage();
  const answers = useEachService('parked', parkedOf, LOOK_EVERY_MS);
  const groups = answers.flatMap(({ service, data }) => groupsOf(service, data ?? []));
  const isAll = answers.every(({ data }) => data);
  return (
    <>
      <SilentServices of={answers} />
      {answers
        .filter(({ data }) => data?.length === MESSAGES_MAX)
        .map(({ service }) => (
          <Text key={service} size="sm">
            {t('operations.parkedCut', { service, count: MESSAGES_MAX })}
          </Text>
        ))}
      {isAll && groups.length === 0 && (
        <Alert variant="light" color="green">
          {t('operations.parkedNone')}
        </Alert>
      )}
      {groups.map((group) => (
        <ParkedKey key={`${group.service} ${group.first.id}`} group={group} />
      ))}
    </>
  );
}

/** A message with its cause, and what waits behind it. */
function ParkedKey({ group }: { readonly group: ParkedGroup }) {
  const { t } = useLanguage();
  const { service, first, behind } = group;
  return (
    <Card withBorder component="article" aria-label={`${service}: ${first.type} ${first.key}`}>
      <Group justify="space-between" align="flex-start">
        <Group gap="xs">
          <Badge variant="light" color="red" styles={{ label: { textTransform: 'none' } }}>
            {service}
          </Badge>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {t('operations.parkedWhat', { type: first.type || '?', key: first.key })}
          </Text>
        </Group>
        <ParkedActions group={group} />
      </Group>
      <Text size="sm" mt="xs">
        {first.reason}
      </Text>
      <Text size="sm" c="dimmed">
        <When at={first.parkedAt} /> ·{' '}
        {behind.length === 0 ? t('operations.nothingBehind') : t('operations.behind', { count: behind.length })}
      </Text>
      <Accordion
        chevronPosition="left"
        mt="xs"
        styles={{ control: { paddingInline: 0 }, label: { fontSize: 14, padding: 4 } }}
      >
        <Accordion.Item value="message" style={{ border: 0 }}>
          <Accordion.Control>{t('operations.message')}</Accordion.Control>
          <Accordion.Panel>
            <Message message={first} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Card>
  );
}

function Message({ message }: { readonly message: Operations.Parked }) {
  const { t } = useLanguage();
  const { topic, partition, offset, eventId, event, masked } = message;
  return (
    <Stack gap="xs">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('operations.place', { topic, partition, offset, eventId })}
      </Text>
      {masked?.includes('event') && <Text size="sm">{t('operations.masked')}</Text>}
      {event && (
        <Code block tabIndex={0} role="region" aria-label={t('operations.message')} style={{ whiteSpace: 'pre-wrap' }}>
          {JSON.stringify(event, undefined, 2)}
        </Code>
      )}
    </Stack>
  );
}

/** Settled messages, of each service the latest ones. */
function Settled() {
  const { t } = useLanguage();
  const answers = useEachService(
    'settled',
    async (service, signal) => {
      const query = { state: 'settled', limit: 50 } as const;
      return (await shop.of(service).get('/v1/parked', { query, signal, ...ONE_ATTEMPT })).data.items;
    },
    LOOK_EVERY_MS,
  );
  const rows = answers
    .flatMap(({ service, data }) => (data ?? []).map((message) => ({ service, ...message })))
    .toSorted((one, other) => Date.parse(other.settledAt ?? '') - Date.parse(one.settledAt ?? ''));
  return (
    <>
      <SilentServices of={answers} />
      <Sheet
        label={t('operations.parkedSettled')}
        rows={rows}
        rowKey={({ service, id }) => `${service} ${id}`}
        empty={answers.every(({ data }) => data) ? t('operations.settledNone') : undefined}
        columns={[
          { label: t('operations.service'), cell: ({ service }) => service },
          { label: t('operations.event'), cell: ({ type, key }) => t('operations.parkedWhat', { type, key }) },
          { label: t('operations.cause'), cell: ({ reason }) => reason },
          {
            label: t('operations.outcome'),
            cell: ({ settledAs, settledBy }) =>
              t(settledAs === 'replayed' ? 'operations.replayed' : 'operations.discarded', { by: settledBy ?? '–' }),
          },
          { label: t('operations.why'), cell: ({ settledReason }) => settledReason },
          { label: t('operations.when'), cell: ({ settledAt }) => settledAt && <When at={settledAt} /> },
        ]}
      />
    </>
  );
}

import { Accordion, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Sparkline } from '@mantine/charts';
import type { Operations, Oversight } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLanguage } from '../language/language';
import { When } from '../moment/when';
import { shop } from '../shop';
import { ONE_ATTEMPT, useEachService, type Answered } from './each-service';
import { LagHistory } from './lag-history';
import { lanesOf, type Lane } from './lanes';
import { Sheet } from './sheet';
import { SilentServices } from './silent-services';

const LOOK_EVERY_MS = 5_000;
/** Lives as long as the page: who comes back to this screen finds the hour as it was seen. */
const history = new LagHistory();

/** Each service: whether it answers, and how far it is with the events of the others. */
export function Services() {
  const said = useEachService(
    'projections',
    async (service, signal) => (await shop.of(service).get('/v1/projections', { signal, ...ONE_ATTEMPT })).data,
    LOOK_EVERY_MS,
  );
  const positions = useEachService(
    'positions',
    async (service, signal) => (await shop.of(service).get('/v1/positions', { signal, ...ONE_ATTEMPT })).data,
    LOOK_EVERY_MS,
  );
  const lamp = useQuery({
    queryKey: ['lamp'],
    queryFn: async ({ signal }) => (await shop.oversight.get('/v1/alignment/lamp', { signal })).data,
    meta: { hears: { lamp: true } },
  });
  return (
    <Stack>
      <SilentServices of={said} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        {said.map((one) => (
          <Service
            key={one.service}
            said={one}
            lanes={lanesOf(one.service, positions)}
            late={lamp.data?.behind.filter(({ service }) => service === one.service) ?? []}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

interface ServiceProps {
  readonly said: Answered<Operations.Projections>;
  readonly lanes: readonly Lane[];
  readonly late: Oversight.Lamp['behind'];
}

function Service({ said: { service, data, error, answeredAt }, lanes, late }: ServiceProps) {
  const { t } = useLanguage();
  useEffect(() => {
    if (data) history.note(service, data.lag, answeredAt);
  }, [service, data, answeredAt]);
  const sources = Object.entries(data?.lag ?? {}).map(([source, messages]) => ({ source, messages }));
  const waiting = sources.reduce((sum, { messages }) => sum + messages, 0);
  return (
    <Card withBorder component="section" aria-label={service}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {service}
        </Title>
        {data && <State isUp says={t('operations.up')} />}
        {error ? <State isUp={false} says={t('operations.down')} /> : null}
      </Group>
      {data && (
        <Text size="sm" mb="xs">
          {waiting === 0 ? t('operations.caughtUp') : t('operations.waiting', { count: waiting })}
        </Text>
      )}
      <Sheet
        label={t('operations.lagOf', { service })}
        isNarrow
        rows={sources}
        rowKey={({ source }) => source}
        columns={[
          { label: t('operations.source'), cell: ({ source }) => source },
          { label: t('operations.messages'), cell: ({ messages }) => messages, isNumber: true },
          {
            label: t('operations.late'),
            cell: ({ source }) => {
              const lag = late.find((each) => each.source === source);
              return lag ? t('operations.lateBy', { seconds: Math.ceil(lag.lagMs / 1_000) }) : t('operations.onTime');
            },
          },
          { label: t('operations.lastHour'), cell: ({ source }) => <LagLine service={service} source={source} /> },
        ]}
      />
      {lanes.length > 0 && (
        <Accordion
          chevronPosition="left"
          mt="xs"
          styles={{ control: { paddingInline: 0 }, label: { fontSize: 14, padding: 4 } }}
        >
          <Accordion.Item value="lanes" style={{ border: 0 }}>
            <Accordion.Control>{t('operations.lanes', { count: lanes.length })}</Accordion.Control>
            <Accordion.Panel>
              <Sheet
                label={t('operations.lanesOf', { service })}
                isNarrow
                rows={lanes}
                rowKey={({ lane }) => String(lane)}
                columns={[
                  { label: t('operations.lane'), cell: ({ lane }) => lane, isNumber: true },
                  { label: t('operations.position'), cell: ({ position }) => position },
                  { label: t('operations.lastEvent'), cell: ({ recordedAt }) => <When at={recordedAt} /> },
                  {
                    label: t('operations.notAppliedBy'),
                    cell: ({ behind }) => behind.join(', ') || t('operations.nobody'),
                  },
                ]}
              />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Card>
  );
}

const State = ({ isUp, says }: { readonly isUp: boolean; readonly says: string }) => (
  <Badge variant="light" color={isUp ? 'green' : 'red'} styles={{ label: { textTransform: 'none' } }}>
    {says}
  </Badge>
);

/** The messages that waited, as they were seen. */
function LagLine({ service, source }: { readonly service: string; readonly source: string }) {
  const { t } = useLanguage();
  const points = history.of(service, source);
  const most = Math.max(0, ...points.map(({ messages }) => messages));
  if (points.length < 2) return <Text size="xs">{t('operations.collecting')}</Text>;
  return (
    <div
      role="img"
      aria-label={t('operations.lagLine', { count: most })}
      title={t('operations.lagLine', { count: most })}
    >
      <Sparkline w={72} h={24} data={points.map(({ messages }) => messages)} curveType="linear" strokeWidth={1.5} />
    </div>
  );
}

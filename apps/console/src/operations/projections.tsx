import { Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import type { Operations } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { When } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { ONE_ATTEMPT, useEachService, type Answered } from './each-service';
import { rebuild } from './rebuild';
import { Sheet } from './sheet';
import { SilentServices } from './silent-services';

const LOOK_EVERY_MS = 2_000;

/** The projections of each service, and how far a rebuild is. */
export function Projections() {
  const answers = useEachService(
    'projections',
    async (service, signal) => (await shop.of(service).get('/v1/projections', { signal, ...ONE_ATTEMPT })).data,
    LOOK_EVERY_MS,
  );
  return (
    <Stack>
      <SilentServices of={answers} />
      {answers.map(({ service, data }) => data && <OfService key={service} service={service} data={data} />)}
    </Stack>
  );
}

interface OfServiceProps {
  readonly service: Answered<unknown>['service'];
  readonly data: Operations.Projections;
}

function OfService({ service, data: { builds, rebuild: underWay } }: OfServiceProps) {
  const { t } = useLanguage();
  const may = useMay();
  const progress = underWay && <RebuildProgress {...underWay} />;
  return (
    <Card withBorder component="section" aria-label={service}>
      <Title order={2} size="h4" mb="xs">
        {service}
      </Title>
      {progress}
      <Sheet
        label={service}
        rows={builds}
        rowKey={({ name, build }) => `${name} ${build}`}
        columns={[
          { label: t('operations.projection'), cell: ({ name }) => name },
          { label: t('operations.state'), cell: ({ status }) => <StatusBadge status={status} /> },
          { label: t('operations.build'), cell: ({ build }) => build, isNumber: true },
          { label: t('operations.builtAt'), cell: ({ finishedAt }) => finishedAt && <When at={finishedAt} /> },
          {
            label: '',
            cell: ({ name, status }) =>
              status === 'live' &&
              may('ops.projection.rebuild') && (
                <Action
                  label={t('operations.rebuild')}
                  says={
                    <>
                      <Text size="sm">{t('operations.rebuildSays', { name })}</Text>
                      {progress}
                    </>
                  }
                  size="compact-sm"
                  disabled={underWay !== null && underWay.projection !== name}
                  run={() => rebuild(service, name)}
                />
              ),
          },
        ]}
      />
    </Card>
  );
}

/** How many events there are is not known, so the bar only says that something goes on. */
function RebuildProgress({ projection, applied, ms }: Operations.RebuildProgress) {
  const { t } = useLanguage();
  const words = t('operations.rebuilding', { name: projection, count: applied, seconds: Math.round(ms / 1_000) });
  return (
    <Group my="xs" gap="sm">
      <Progress value={100} animated striped w={120} aria-label={words} />
      <Text size="sm">{words}</Text>
    </Group>
  );
}

import { Stack, Text } from '@mantine/core';
import { useLanguage } from '../language/language';
import { When } from '../moment/when';
import { shop } from '../shop';
import { ONE_ATTEMPT, useEachService } from './each-service';
import { Sheet } from './sheet';
import { SilentServices } from './silent-services';

const LOOK_EVERY_MS = 5_000;
const ROWS = 100;

/** Calls to partners and timers that have failed: each is retried until it succeeds. */
export function Retries() {
  const { t } = useLanguage();
  const answers = useEachService(
    'retries',
    async (service, signal) =>
      (await shop.of(service).get('/v1/retries', { query: { limit: ROWS }, signal, ...ONE_ATTEMPT })).data,
    LOOK_EVERY_MS,
  );
  const rows = answers
    .flatMap(({ service, data }) => (data?.items ?? []).map((row) => ({ service, ...row })))
    .toSorted((one, other) => other.attempts - one.attempts);
  return (
    <Stack>
      <SilentServices of={answers} />
      <Sheet
        label={t('operations.tabs.retries')}
        rows={rows}
        rowKey={({ service, id }) => `${service} ${id}`}
        empty={answers.every(({ data }) => data) ? t('operations.retriesNone') : undefined}
        columns={[
          { label: t('operations.service'), cell: ({ service }) => service },
          { label: t('operations.call'), cell: ({ process, processId, name }) => `${process} ${processId} ${name}` },
          { label: t('operations.attempts'), cell: ({ attempts }) => attempts, isNumber: true },
          { label: t('operations.nextTry'), cell: ({ dueAt }) => <When at={dueAt} /> },
          {
            label: t('operations.cause'),
            cell: ({ failure, masked }) => (masked?.includes('failure') ? t('operations.masked') : failure),
          },
        ]}
      />
      {answers.some(({ data }) => data?.next) && <Text size="sm">{t('operations.cutEach', { count: ROWS })}</Text>}
    </Stack>
  );
}

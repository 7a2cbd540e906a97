import { Code, Stack, Text } from '@mantine/core';
import { useLanguage } from '../language/language';
import { When } from '../moment/when';
import { shop } from '../shop';
import { ONE_ATTEMPT, useEachService } from './each-service';
import { Sheet } from './sheet';
import { SilentServices } from './silent-services';

const LOOK_EVERY_MS = 10_000;
const ROWS = 100;

/** Commands of reactions that were refused: each is a fault to investigate. */
export function Refused() {
  const { t } = useLanguage();
  const answers = useEachService(
    'refused',
    async (service, signal) =>
      (await shop.of(service).get('/v1/refused', { query: { limit: ROWS }, signal, ...ONE_ATTEMPT })).data,
    LOOK_EVERY_MS,
  );
  const rows = answers
    .flatMap(({ service, data }) => (data?.items ?? []).map((row) => ({ service, ...row })))
    .toSorted((one, other) => Date.parse(other.refusedAt) - Date.parse(one.refusedAt));
  return (
    <Stack>
      <SilentServices of={answers} />
      <Sheet
        label={t('operations.tabs.refused')}
        rows={rows}
        rowKey={({ service, id }) => `${service} ${id}`}
        empty={answers.every(({ data }) => data) ? t('operations.refusedNone') : undefined}
        columns={[
          { label: t('operations.when'), cell: ({ refusedAt }) => <When at={refusedAt} /> },
          { label: t('operations.reaction'), cell: ({ reaction }) => reaction },
          { label: t('operations.command'), cell: ({ command, streamId }) => `${command} → ${streamId}` },
          { label: t('operations.code'), cell: ({ code }) => <Code>{code}</Code> },
          { label: t('operations.cause'), cell: ({ causeType, causeId }) => `${causeType} ${causeId}` },
          { label: t('operations.correlation'), cell: ({ correlationId }) => correlationId },
        ]}
      />
      {answers.some(({ data }) => data?.next) && <Text size="sm">{t('operations.cutEach', { count: ROWS })}</Text>}
    </Stack>
  );
}

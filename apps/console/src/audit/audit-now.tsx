import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { useMay } from '../session/session';
import { shop } from '../shop';

const LOOK_EVERY_MS = 500;
/** Between audits that somebody else, or the auditor itself, may begin. */
const LOOK_SELDOM_MS = 5_000;
const AUDIT_MS = 120_000;

/** Compares all services now. Nothing of the business changes, so nobody is asked twice. */
export function AuditNow({ facts }: { readonly facts: number | undefined }) {
  const { t } = useLanguage();
  const may = useMay();
  const queries = useQueryClient();
  const audit = useMutation({
    mutationFn: async () => (await shop.oversight.post('/v1/audits', { timeoutMs: AUDIT_MS })).data,
    onSuccess: async ({ keys, drifts }) => {
      const message = drifts === 0 ? t('audit.agree', { count: keys }) : t('audit.driftsOpen', { count: drifts });
      notifications.show({ message, color: drifts === 0 ? 'green' : 'red' });
      await queries.invalidateQueries();
    },
  });
  const { data } = useQuery({
    queryKey: ['audits', 'current'],
    queryFn: async ({ signal }) => (await shop.oversight.get('/v1/audits/current', { signal, retry: false })).data,
    refetchInterval: audit.isPending ? LOOK_EVERY_MS : LOOK_SELDOM_MS,
  });
  const progress = data?.progress;
  const words = progress && t('audit.progress', { ...progress });
  return (
    <Stack gap="xs">
      <Group>
        {may('audit.run') && (
          <Button onClick={() => audit.mutate()} loading={audit.isPending}>
            {t('audit.now')}
          </Button>
        )}
        <Text size="sm" style={{ flex: 1, minWidth: 200 }}>
          {facts === undefined ? t('audit.nowSays') : t('audit.nowSaysFacts', { count: facts })}
        </Text>
      </Group>
      {progress && words && (
        <Group gap="sm">
          <Progress
            value={(100 * progress.facts) / Math.max(1, progress.factsTotal)}
            animated
            w={200}
            aria-label={words}
          />
          <Text size="sm">{words}</Text>
        </Group>
      )}
      {audit.error && <ProblemView error={audit.error} onRetry={() => audit.mutate()} />}
    </Stack>
  );
}

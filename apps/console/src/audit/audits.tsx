import { Alert, Card, Stack, Text, Title } from '@mantine/core';
import type { Oversight } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { Loading } from '../list/loading';
import { exactTime, When } from '../moment/when';
import { Sheet } from '../operations/sheet';
import { ProblemView } from '../problem/problem-view';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { AuditNow } from './audit-now';
import { subjectOf } from './subject';

const LOOK_EVERY_MS = 10_000;
const AUDITS_SHOWN = 10;
const DRIFTS_SHOWN = 200;

/** What differs between services now, and the last comparisons of all of them. */
export function Audits() {
  const { t } = useLanguage();
  const mayName = useMay()('drift.read');
  const meta = { hears: { services: ['oversight'], lamp: true } };
  const audits = useQuery({
    queryKey: ['audits'],
    queryFn: async ({ signal }) =>
      (await shop.oversight.get('/v1/audits', { query: { limit: AUDITS_SHOWN }, signal })).data,
    meta,
    refetchInterval: LOOK_EVERY_MS,
  });
  const drifts = useQuery({
    queryKey: ['drifts'],
    queryFn: async ({ signal }) =>
      (await shop.oversight.get('/v1/drifts', { query: { limit: DRIFTS_SHOWN }, signal })).data,
    meta,
    refetchInterval: LOOK_EVERY_MS,
    enabled: mayName,
  });
  const [last] = audits.data?.items ?? [];
  const error = audits.error ?? drifts.error;
  return (
    <Stack>
      <AuditNow facts={last?.keys} />
      {(audits.isPending || drifts.isLoading) && <Loading />}
      {error && <ProblemView error={error} onRetry={() => void Promise.all([audits.refetch(), drifts.refetch()])} />}
      {drifts.data?.items.length === 0 && last && (
        <Alert variant="light" color="green">
          {t('audit.agree', { count: last.keys })}
        </Alert>
      )}
      {drifts.data && drifts.data.items.length > 0 && (
        <Stack gap="xs" component="section" aria-label={t('audit.drifts')}>
          <Title order={2} size="h4">
            {t('audit.driftsOpen', { count: drifts.data.items.length })}
          </Title>
          {drifts.data.items.map((drift) => (
            <Drift key={drift.driftId} drift={drift} />
          ))}
          {drifts.data.next && <Text size="sm">{t('audit.cut', { count: DRIFTS_SHOWN })}</Text>}
        </Stack>
      )}
      {!mayName && last && (
        <Alert variant="light" color="gray">
          {t('audit.notNamed', { count: last.drifts })}
        </Alert>
      )}
      {audits.data && <Done audits={audits.data.items} />}
    </Stack>
  );
}

const shown = (value: unknown) => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

/** A value that differs, in two lines: where, and what. */
function Drift({ drift }: { readonly drift: Oversight.Drift }) {
  const { t, language } = useLanguage();
  const { fact, view, key, column, expected, found, missingEvent } = drift;
  const [owner = '', service = ''] = [fact, view].map((name) => name.split('.')[0]);
  const subject = subjectOf(drift);
  const words = missingEvent
    ? t('audit.missing', { service, type: missingEvent.type, at: exactTime(missingEvent.at, language) })
    : t('audit.unexplained');
  return (
    <Card withBorder component="article" py="xs" style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm" fw={600}>
        {t('audit.where', { service, view, column })} · {subject ? <ScreenLink to={subject}>{key}</ScreenLink> : key}
      </Text>
      <Text size="sm">
        {t('audit.values', { owner, expected: shown(expected), service, found: shown(found) })} {words}
      </Text>
    </Card>
  );
}

function Done({ audits }: { readonly audits: readonly Oversight.Audit[] }) {
  const { t, language } = useLanguage();
  const seconds = ({ startedAt, completedAt }: Oversight.Audit) =>
    ((Date.parse(completedAt) - Date.parse(startedAt)) / 1_000).toLocaleString(language, { maximumFractionDigits: 1 });
  const unsettled = ({ comparisons }: Oversight.Audit) => comparisons.reduce((sum, each) => sum + each.unsettled, 0);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {t('audit.last')}
      </Title>
      <Sheet
        label={t('audit.last')}
        rows={audits}
        rowKey={({ auditId }) => auditId}
        empty={t('audit.never')}
        columns={[
          { label: t('audit.completed'), cell: ({ completedAt }) => <When at={completedAt} /> },
          { label: t('audit.facts'), cell: ({ keys }) => keys, isNumber: true },
          { label: t('audit.drifts'), cell: ({ drifts }) => drifts, isNumber: true },
          { label: t('audit.unsettled'), cell: unsettled, isNumber: true },
          { label: t('audit.seconds'), cell: seconds, isNumber: true },
        ]}
      />
    </Card>
  );
}

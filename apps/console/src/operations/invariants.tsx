import { Alert, Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import type { Operations } from '@concord/client';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import { useEachService } from './each-service';
import { SilentServices } from './silent-services';

/** Some invariants read whole tables. */
const CALL = { retry: false, timeoutMs: 30_000 } as const;
const OFFENDERS_SHOWN = 20;

/** The rules that are always true, and the rows that break them. */
export function Invariants() {
  const { t } = useLanguage();
  const answers = useEachService(
    'invariants',
    async (service, signal) => (await shop.of(service).get('/v1/invariants', { signal, ...CALL })).data,
    false,
  );
  const checks = answers.flatMap(({ service, data }) => (data?.checks ?? []).map((check) => ({ service, check })));
  const broken = checks.filter(({ check }) => check.offenders.length > 0);
  const isAll = answers.every(({ isPending }) => !isPending);
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm">{isAll && t('operations.rulesChecked', { count: checks.length })}</Text>
        <Button variant="default" size="compact-sm" onClick={() => answers.forEach(({ retry }) => retry())}>
          {t('operations.checkAgain')}
        </Button>
      </Group>
      <SilentServices of={answers} />
      {isAll && checks.length > 0 && broken.length === 0 && (
        <Alert variant="light" color="green">
          {t('operations.rulesHold')}
        </Alert>
      )}
      {broken.map(({ service, check }) => (
        <Broken key={`${service} ${check.name}`} service={service} check={check} />
      ))}
      {answers.map(({ service, data }) => data && <Rules key={service} service={service} checks={data.checks} />)}
    </Stack>
  );
}

interface BrokenProps {
  readonly service: string;
  readonly check: Operations.Check;
}

function Broken({ service, check: { name, rule, offenders } }: BrokenProps) {
  const { t } = useLanguage();
  return (
    <Alert color="red" variant="light" title={`${service}: ${name}`}>
      <Text size="sm">{rule}</Text>
      <Text size="sm" my="xs">
        {t('operations.offenders', { count: offenders.length })}
      </Text>
      <Code block tabIndex={0} role="region" aria-label={name} style={{ whiteSpace: 'pre-wrap' }}>
        {offenders
          .slice(0, OFFENDERS_SHOWN)
          .map((offender) => JSON.stringify(offender))
          .join('\n')}
      </Code>
    </Alert>
  );
}

function Rules({ service, checks }: { readonly service: string; readonly checks: readonly Operations.Check[] }) {
  const { t } = useLanguage();
  return (
    <Card withBorder component="section" aria-label={service}>
      <Title order={2} size="h4" mb="xs">
        {service}
      </Title>
      {checks.length === 0 && <Text size="sm">{t('operations.rulesNone')}</Text>}
      <Stack gap={4}>
        {checks.map(({ name, rule, offenders }) => (
          <Text key={name} size="sm">
            {offenders.length === 0 ? t('operations.holds') : t('operations.isBroken')} · {rule}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

import { Alert, Button, Group, Text } from '@mantine/core';
import { isProblem } from '@concord/client';
import { useLanguage } from '../language/language';
import { Loading } from '../list/loading';
import type { Answered } from './each-service';

/** The services whose part is missing from what is shown. */
export function SilentServices({ of }: { readonly of: readonly Answered<unknown>[] }) {
  const { t } = useLanguage();
  const silent = of.filter(({ error }) => error);
  return (
    <>
      {silent.map(({ service, error, retry }) => (
        <Alert key={service} color="orange" variant="light" title={t('operations.silent', { service })} role="alert">
          <Group justify="space-between">
            <Text size="sm">{isProblem(error) ? error.detail : t('operations.silentSays')}</Text>
            <Button size="compact-sm" variant="default" onClick={retry}>
              {t('problem.retry')}
            </Button>
          </Group>
        </Alert>
      ))}
      {of.some(({ isPending }) => isPending) && <Loading size="sm" />}
    </>
  );
}

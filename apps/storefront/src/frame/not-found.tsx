import { Anchor, Stack, Text, Title } from '@mantine/core';
import { isProblem } from '@concord/client';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { loadSession, SESSION } from '../session/session';
import { queries } from '../queries';

/** An address that is no screen. */
export function NotFound() {
  const { t } = useLanguage();
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('frame.notFound')}
      </Title>
      <Text>
        <Anchor renderRoot={(root) => <Link {...root} to="/" />}>{t('frame.toShop')}</Anchor>
      </Text>
    </Stack>
  );
}

/** A screen that cannot be shown. A session that is over begins anew. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const isOver = isProblem(error) && error.status === 401;
  useEffect(() => {
    if (isOver) void queries.fetchQuery({ queryKey: SESSION, queryFn: loadSession, staleTime: 0 }).then(reset);
  }, [isOver, reset]);
  return isOver ? null : <ProblemView error={error} onRetry={reset} />;
}

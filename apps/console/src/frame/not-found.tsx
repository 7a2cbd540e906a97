import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { isProblem } from '@concord/client';
import { useEffect } from 'react';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { signIn } from '../session/session';

/** For an address that is no screen. */
export function NotFound() {
  const { t } = useLanguage();
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('frame.notFound')}
      </Title>
      <Text>{t('frame.notFoundWords')}</Text>
      <Anchor component={Link} to="/board">
        {t('frame.home')}
      </Anchor>
    </Stack>
  );
}

/** For what no screen foresaw. A session that is over leads to the sign-in, and back to this address. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const isOver = isProblem(error) && error.status === 401;
  useEffect(() => {
    if (isOver) void signIn();
  }, [isOver]);
  return isOver ? null : <ProblemView error={error} onRetry={reset} />;
}

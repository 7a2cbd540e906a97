import { useQuery } from '@tanstack/react-query';
import { Alert, Button, List, Text } from '@mantine/core';
import { isProblem, NoAnswer } from '@concord/client';
import { useLanguage } from '../language/language';
import { loadSession, SESSION, signIn } from '../session/session';
import { useWordsOf, useWordsOfField } from './problem-words';

/** What went wrong, in words for customers, and the way to try again. */
export function ProblemView({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useLanguage();
  const says = useWordsOf(error);
  const { data: session } = useQuery({ queryKey: SESSION, queryFn: loadSession, staleTime: Infinity });
  // What a guest does not find may be that of a customer.
  const maySignIn = isProblem(error, 'order-unknown') && session?.guest === true;
  const wordsOf = useWordsOfField();
  const errors = isProblem(error) ? error.errors : [];
  return (
    <Alert color="red" variant="light" title={t('problem.title')} role="alert">
      <Text size="sm">{says}</Text>
      {errors.length > 0 && (
        <List size="sm" mt="xs">
          {errors.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>{wordsOf(path, message)}</List.Item>
          ))}
        </List>
      )}
      {isProblem(error) && error.traceId && (
        <Text size="xs" mt={4}>
          {t('problem.trace', { id: error.traceId })}
        </Text>
      )}
      {maySignIn && (
        <Button size="sm" mt="xs" mr="xs" onClick={() => void signIn()}>
          {t('problem.signIn')}
        </Button>
      )}
      {onRetry && (
        <Button size="sm" variant="default" mt="xs" onClick={onRetry}>
          {t(error instanceof NoAnswer ? 'problem.again' : 'problem.retry')}
        </Button>
      )}
    </Alert>
  );
}

import { Alert, Button, List, Text } from '@mantine/core';
import { isProblem, NoAnswer } from '@concord/client';
import { useLanguage } from '../language/language';
import { useWordsOf } from './problem-words';

/** What went wrong, in words for customers, and the way to try again. */
export function ProblemView({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useLanguage();
  const says = useWordsOf(error);
  const errors = isProblem(error) ? error.errors : [];
  return (
    <Alert color="red" variant="light" title={t('problem.title')} role="alert">
      <Text size="sm">{says}</Text>
      {errors.length > 0 && (
        <List size="sm" mt="xs">
          {errors.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              {path} {message}
            </List.Item>
          ))}
        </List>
      )}
      {isProblem(error) && error.traceId && (
        <Text size="xs" mt={4}>
          {t('problem.trace', { id: error.traceId })}
        </Text>
      )}
      {onRetry && (
        <Button size="sm" variant="default" mt="xs" onClick={onRetry}>
          {t(error instanceof NoAnswer ? 'problem.again' : 'problem.retry')}
        </Button>
      )}
    </Alert>
  );
}

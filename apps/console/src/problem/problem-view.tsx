import { Alert, Button, Code, Group, List, Text } from '@mantine/core';
import { isProblem, NoAnswer } from '@concord/client';
import { useLanguage } from '../language/language';
import { Unfit } from './unfit';

/** What went wrong, in the sentence of the service, with the code and the id under which its log has it. */
export function ProblemView({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useLanguage();
  const problem = isProblem(error) ? error : undefined;
  const own = () => {
    if (error instanceof Unfit) return error.message;
    return t(error instanceof NoAnswer ? 'problem.noAnswer' : 'problem.fault');
  };
  return (
    <Alert color="red" variant="light" title={problem?.title ?? t('problem.title')} role="alert">
      <Text size="sm">{problem?.detail ?? own()}</Text>
      {problem?.errors && problem.errors.length > 0 && (
        <List size="sm" mt="xs">
          {problem.errors.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              <Code>{path}</Code> {message}
            </List.Item>
          ))}
        </List>
      )}
      <Group mt="xs" gap="xs">
        {problem && (
          <Text size="xs">
            <Code>{problem.code}</Code> {problem.traceId && t('problem.trace', { id: problem.traceId })}
          </Text>
        )}
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('problem.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

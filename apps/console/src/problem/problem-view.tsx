import { Alert, Button, Code, Group, List, Text } from '@mantine/core';
import { isProblem, NoAnswer } from '@concord/client';
import { useLanguage } from '../language/language';
import { Unfit } from './unfit';

interface ProblemViewProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Whether what is wrong with this member of the request stands at a field already. */
  readonly isElsewhere?: (path: string) => boolean;
}

/** What went wrong, in the sentence of the service, with the code and the id under which its log has it. */
export function ProblemView({ error, onRetry, isElsewhere = () => false }: ProblemViewProps) {
  const { t } = useLanguage();
  const problem = isProblem(error) ? error : undefined;
  const wrong = problem?.errors.filter(({ path }) => !isElsewhere(path)) ?? [];
  const own = () => {
    if (error instanceof Unfit) return error.message;
    return t(error instanceof NoAnswer ? 'problem.noAnswer' : 'problem.fault');
  };
  return (
    <Alert color="red" variant="light" title={problem?.title ?? t('problem.title')} role="alert">
      <Text size="sm">{problem?.detail ?? own()}</Text>
      {wrong.length > 0 && (
        <List size="sm" mt="xs">
          {wrong.map(({ path, message }) => (
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

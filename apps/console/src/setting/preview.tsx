import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { Loading } from '../list/loading';
import { exactTime } from '../moment/when';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';

type Value = Parameters<typeof shop.oversight.post<'/v1/settings/{key}/preview'>>[1]['body']['value'];

/** What a value would have changed. */
export function usePreview(key: string, value: unknown, isOffered: boolean) {
  return useQuery({
    queryKey: ['setting', key, 'preview', JSON.stringify(value)],
    queryFn: async ({ signal }) => {
      const body = { value: value as Value };
      return (await shop.oversight.post('/v1/settings/{key}/preview', { path: { key }, body, signal })).data;
    },
    enabled: isOffered && value !== undefined,
  });
}

/** How many decisions would have been different with a value, and which. */
export function Preview({
  settingKey,
  value,
  says,
}: {
  readonly settingKey: string;
  readonly value: unknown;
  readonly says: string;
}) {
  const { t, language } = useLanguage();
  const { data, error, isPending } = usePreview(settingKey, value, true);
  if (value === undefined) return null;
  if (error) return <ProblemView error={error} />;
  if (isPending) return <Loading size="sm" />;
  const { since, looked, different, examples } = data;
  return (
    <Alert
      color={different === 0 ? 'gray' : 'orange'}
      variant="light"
      title={t('setting.previewed', { count: different, looked, value: says })}
    >
      <Text size="sm">{t('setting.previewSince', { since: exactTime(since, language) })}</Text>
      {examples.length > 0 && (
        <List size="sm" mt="xs" style={{ overflowWrap: 'anywhere' }}>
          {examples.map((example) => (
            <List.Item key={example}>{example}</List.Item>
          ))}
        </List>
      )}
      {different > examples.length && (
        <Text size="sm" mt="xs">
          {t('setting.previewMore', { count: different - examples.length })}
        </Text>
      )}
    </Alert>
  );
}

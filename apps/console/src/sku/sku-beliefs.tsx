import { Alert, Badge, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowsExchange, IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Oversight } from '@concord/client';
import { useLanguage } from '../language/language';
import { Loading } from '../list/loading';
import { exactTime } from '../moment/when';
import { Money } from '../money/money';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';

type Fact = Oversight.Beliefs['items'][number];
type Belief = Fact['beliefs'][number];

/** What each department says of the SKU, side by side: asked of all of them now. */
export function SkuBeliefs({ sku }: { readonly sku: string }) {
  const { t, language } = useLanguage();
  const query = useQuery({
    queryKey: ['sku', sku, 'beliefs'],
    queryFn: async ({ signal }) => (await shop.oversight.get('/v1/beliefs/skus/{sku}', { path: { sku }, signal })).data,
    meta: { hears: { sku } },
  });
  const { data } = query;
  const differing = (data?.items ?? []).flatMap(({ beliefs }) => beliefs.filter(({ equal }) => !equal));
  const standing = differing.filter(({ moving }) => !moving).length;
  return (
    <Card withBorder component="section">
      <Group mb={4}>
        <Title order={2} size="h4">
          {t('sku.beliefs')}
        </Title>
        {data && data.items.length > 0 && (
          <Badge
            variant="light"
            color={standing > 0 ? 'red' : differing.length > 0 ? 'orange' : 'green'}
            styles={{ label: { textTransform: 'none' } }}
          >
            {differing.length === 0 ? t('sku.allAgree') : t('sku.differ', { count: differing.length })}
          </Badge>
        )}
      </Group>
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {data && (
        <Stack>
          <Text size="xs" c="dimmed">
            {data.items.length === 0 ? t('sku.noBeliefs') : t('sku.beliefsSays', { at: exactTime(data.at, language) })}
          </Text>
          {data.unreachable.length > 0 && (
            <Alert color="orange" variant="light">
              {t('sku.unreachable', { services: data.unreachable.join(', ') })}
            </Alert>
          )}
          {data.items.map((fact) => (
            <FactTable key={`${fact.fact} ${fact.key}`} fact={fact} />
          ))}
        </Stack>
      )}
    </Card>
  );
}

/** A row for each value of the fact, and a column for each department that has it. */
function FactTable({ fact: { fact, key, owner, row, beliefs } }: { readonly fact: Fact }) {
  const { t } = useLanguage();
  const columns = [
    ...new Set([...Object.keys(row ?? {}), ...beliefs.flatMap((one) => one.columns.map(({ column }) => column))]),
  ];
  const title = t(`sku.fact.${fact.split('.').at(-1) as 'stock'}`, { key, defaultValue: `${fact} ${key}` });
  return (
    <div>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Table.ScrollContainer
        minWidth={180 + 110 * (beliefs.length + 1)}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': title, role: 'group' } }}
      >
        <Table aria-label={title} verticalSpacing={4} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={140} />
              <Table.Th scope="col">
                {owner}
                <Text size="xs" c="dimmed">
                  {t('sku.owns')}
                </Text>
              </Table.Th>
              {beliefs.map((belief) => (
                <Table.Th key={belief.view} scope="col" title={belief.view}>
                  {belief.service}
                  <Says belief={belief} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map((column) => (
              <Table.Tr key={column}>
                <Table.Th scope="row" fw={500}>
                  {t(`sku.column.${column as 'title'}`, { defaultValue: column })}
                </Table.Th>
                <Table.Td>
                  <Value value={row?.[column]} currency={currencyOf(row, column)} />
                </Table.Td>
                {beliefs.map((belief) => {
                  const found = belief.columns.find((one) => one.column === column);
                  return (
                    <Table.Td
                      key={belief.view}
                      bg={found && !found.equal ? 'var(--mantine-color-red-light)' : undefined}
                    >
                      {found && <Value value={found.believed} currency={currencyOf(belief.row, column)} />}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

const currencyOf = (row: Fact['row'], column: string) => (column === 'priceMinor' ? row?.['currency'] : undefined);

/** Equal, different, or different and on its way: as a sign and a word. */
function Says({ belief: { equal, moving } }: { readonly belief: Belief }) {
  const { t } = useLanguage();
  const [Icon, words, colour] = equal
    ? ([IconCheck, t('sku.equal'), 'green'] as const)
    : moving
      ? ([IconArrowsExchange, t('sku.onTheWay'), 'orange'] as const)
      : ([IconX, t('sku.different'), 'red'] as const);
  return (
    <Group gap={2} wrap="nowrap" c={`var(--mantine-color-${colour}-light-color)`}>
      <Icon size={14} aria-hidden />
      <Text size="xs" fw={400}>
        {words}
      </Text>
    </Group>
  );
}

/** A value in words; an amount with the currency that stands beside it. */
function Value({ value, currency }: { readonly value: unknown; readonly currency?: unknown }) {
  const { t, language } = useLanguage();
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return (
      <Text size="sm" c="dimmed">
        {t('sku.none')}
      </Text>
    );
  if (typeof value === 'number' && typeof currency === 'string') return <Money minor={value} currency={currency} />;
  if (typeof value === 'boolean') return t(value ? 'sku.yes' : 'sku.no');
  if (Array.isArray(value)) return value.map((one: unknown) => partText(one, language)).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);
}

/** A part of a list: what purchase orders bring stands there as units and day. */
function partText(part: unknown, language: string): string {
  if (typeof part !== 'object' || part === null) return String(part as string | number);
  const { quantity, eta } = part as { quantity?: unknown; eta?: unknown };
  if (typeof quantity !== 'number' || typeof eta !== 'string') return JSON.stringify(part);
  return `${quantity} (${exactTime(eta, language)})`;
}

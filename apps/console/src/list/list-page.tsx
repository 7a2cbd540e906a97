import { Alert, Box, Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLanguage } from '../language/language';
import type { Hears } from '../live/hears';
import { ProblemView } from '../problem/problem-view';
import { csvOf, type Cell } from './csv';
import classes from './list-page.module.css';
import { Loading } from './loading';
import { saveFile } from './save-file';

/** A column of a list. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** What a download has. */
  readonly text: (row: Row) => Cell;
  readonly isNumber?: boolean;
  /** Left out on a phone. */
  readonly isWide?: boolean;
}

/** A page of a list, as the services answer it. */
export interface ListPart<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

export interface ListPageProps<Row, Part extends ListPart<Row> = ListPart<Row>> {
  readonly title: string;
  readonly intro?: string;
  /** With the filters: another filter is another list. */
  readonly queryKey: readonly unknown[];
  readonly load: (cursor: string | undefined, signal: AbortSignal) => Promise<Part>;
  readonly hears: Hears;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly filters?: ReactNode;
  readonly actions?: ReactNode;
  /** Above the rows. */
  readonly notice?: ReactNode;
  /** Above the rows, from what the first page says of all of them. */
  readonly summary?: (first: Part) => ReactNode;
  /** A row on a phone; without it each value stands there with its label. */
  readonly card?: (row: Row) => ReactNode;
  /** What would be here, and how it gets here. */
  readonly empty: string;
}

const ROW_PIXELS = 45;
const CARD_PIXELS = 150;
const DOWNLOAD_ROWS_MAX = 10_000;

interface ListQuery<Part> extends Pick<ListPageProps<unknown>, 'queryKey' | 'hears'> {
  readonly load: (cursor: string | undefined, signal: AbortSignal) => Promise<Part>;
  readonly enabled?: boolean;
}

/** The pages of a list. A screen that needs them itself shares them with its `ListPage` by the same key. */
export const useList = <Part extends ListPart<unknown>>({ queryKey, load, hears, enabled = true }: ListQuery<Part>) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // With another filter the rows of before stay, pale, until the others have come.
    placeholderData: keepPreviousData,
    meta: { hears },
    enabled,
  });

/** A list of any length: pages are loaded while one scrolls, and only the rows in sight are drawn. */
export function ListPage<Row, Part extends ListPart<Row> = ListPart<Row>>(props: ListPageProps<Row, Part>) {
  const { title, intro, queryKey, load, hears, columns, rowKey, card, filters, actions, notice, summary, empty } =
    props;
  const { t } = useLanguage();
  const query = useList({ queryKey, load, hears });
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const [first] = query.data?.pages ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {intro && <Text size="sm">{intro}</Text>}
        </div>
        <Group gap="xs">
          {actions}
          <Download title={title} columns={columns} load={load} />
        </Group>
      </Group>
      {filters && (
        <Group gap="sm" align="flex-end" role="search">
          {filters}
        </Group>
      )}
      {notice}
      {first && summary?.(first)}
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.isSuccess && rows.length === 0 && (
        <Alert variant="light" color="gray" title={t('list.empty')}>
          {empty}
        </Alert>
      )}
      {rows.length > 0 && (
        <Box opacity={query.isPlaceholderData ? 0.5 : 1} aria-busy={query.isPlaceholderData}>
          <Rows
            title={title}
            columns={columns}
            rowKey={rowKey}
            card={card}
            rows={rows}
            onEnd={() => void query.fetchNextPage()}
            hasMore={query.hasNextPage && !query.isFetching}
          />
        </Box>
      )}
      {query.isFetchingNextPage && <Loading size="sm" />}
    </Stack>
  );
}

interface RowsProps<Row> {
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly card: ((row: Row) => ReactNode) | undefined;
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  readonly onEnd: () => void;
}

function Rows<Row>({ title, rows, columns, rowKey, card, hasMore, onEnd }: RowsProps<Row>) {
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false;
  const shown = isPhone ? columns.filter(({ isWide }) => !isWide) : columns;
  const body = useRef<HTMLTableSectionElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (isPhone ? CARD_PIXELS : ROW_PIXELS),
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) onEnd();
  }, [hasMore, last, rows.length, onEnd]);
  const above = (items[0]?.start ?? 0) - virtual.options.scrollMargin;
  const below = virtual.getTotalSize() + virtual.options.scrollMargin - (items.at(-1)?.end ?? 0);
  return (
    <Table.ScrollContainer minWidth={isPhone ? 0 : 640}>
      <Table
        className={isPhone ? classes.cards : undefined}
        highlightOnHover
        aria-label={title}
        aria-rowcount={rows.length}
      >
        <Table.Thead>
          <Table.Tr>
            {(isPhone && card ? shown.slice(0, 1) : shown).map(({ key, label, isNumber }) => (
              <Table.Th key={key} ta={isNumber ? 'right' : undefined} scope="col">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          <Spacer pixels={above} />
          {items.map(({ index }) => {
            const row = rows[index]!;
            return (
              <Table.Tr key={rowKey(row)} data-index={index} ref={virtual.measureElement} aria-rowindex={index + 2}>
                {isPhone && card ? (
                  <Table.Td className={classes.whole}>{card(row)}</Table.Td>
                ) : (
                  shown.map(({ key, label, cell, isNumber }) => (
                    <Table.Td key={key} data-label={label} ta={isNumber && !isPhone ? 'right' : undefined}>
                      {cell(row)}
                    </Table.Td>
                  ))
                )}
              </Table.Tr>
            );
          })}
          <Spacer pixels={below} />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Stands for the rows that are out of sight. */
const Spacer = ({ pixels }: { readonly pixels: number }) =>
  pixels > 0 ? <tr aria-hidden style={{ height: pixels }} className={classes.spacer} /> : null;

function Download<Row>({ title, columns, load }: Pick<ListPageProps<Row>, 'title' | 'columns' | 'load'>) {
  const { t } = useLanguage();
  const [count, setCount] = useState<number>();
  const download = async () => {
    const rows: Row[] = [];
    setCount(0);
    try {
      let cursor: string | undefined;
      do {
        const page = await load(cursor, AbortSignal.timeout(60_000));
        rows.push(...page.items);
        cursor = page.next ?? undefined;
        setCount(rows.length);
      } while (cursor !== undefined && rows.length < DOWNLOAD_ROWS_MAX);
      saveFile(
        `${title}.csv`,
        'text/csv;charset=utf-8',
        '\ufeff',
        csvOf(
          columns.map(({ label }) => label),
          rows.map((row) => columns.map(({ text }) => text(row))),
        ),
      );
      if (cursor !== undefined) notifications.show({ message: t('list.cut', { count: rows.length }), color: 'orange' });
    } catch (error) {
      notifications.show({ message: error instanceof Error ? error.message : t('problem.title'), color: 'red' });
    } finally {
      setCount(undefined);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => void download()}
      disabled={count !== undefined}
    >
      {count === undefined ? t('list.download') : t('list.downloading', { count })}
    </Button>
  );
}

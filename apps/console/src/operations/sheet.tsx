import { Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from '../list/list-page.module.css';

/** A column of a sheet. */
export interface SheetColumn<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

interface SheetProps<Row> {
  readonly label: string;
  readonly columns: readonly SheetColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What would be here, and how it gets here. */
  readonly empty?: string | undefined;
  /** Few and short columns: it fits on a phone as it is. */
  readonly isNarrow?: boolean;
}

/** A short table; on a phone each row is a card. */
export function Sheet<Row>({ label, columns, rows, rowKey, empty, isNarrow }: SheetProps<Row>) {
  const isPhone = (useMediaQuery('(max-width: 48em)') ?? false) && !isNarrow;
  if (rows.length === 0) return empty === undefined ? null : <Text size="sm">{empty}</Text>;
  return (
    <Table className={isPhone ? classes.cards : undefined} aria-label={label} horizontalSpacing={isNarrow ? 4 : 'xs'}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column.label} ta={column.isNumber ? 'right' : undefined} scope="col">
              {column.label}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map((column) => (
              <Table.Td
                key={column.label}
                data-label={column.label}
                ta={column.isNumber && !isPhone ? 'right' : undefined}
                style={isNarrow ? undefined : { overflowWrap: 'anywhere' }}
              >
                {column.cell(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

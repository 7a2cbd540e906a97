import type { Column } from '../list/list-page';
import { StatusBadge } from './status';

/** The column of a list that shows the state of each row. */
export const statusColumn = <Row extends { readonly status: string }>(label: string): Column<Row> => ({
  key: 'status',
  label,
  cell: ({ status }) => <StatusBadge status={status} />,
  text: ({ status }) => status,
});

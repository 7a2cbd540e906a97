import type { RowChanges, RowWrite } from '@concord/event-sourcing';
import type { Statement } from './statement';
import { CHANGED, keyColumns, REVISION, type View } from './views';

/**
 * The parts of a statement that write the rows of one view, and check the rows that were only read. `n` numbers the
 * views of a statement. Every write checks the revision: no other transaction may have written meanwhile.
 */
export function addRowChanges(st: Statement, view: View, changes: RowChanges, n: number, conflict: string): void {
  const { writes, reliedOn } = changes;
  // The same order of rows in every statement, so that two statements do not deadlock.
  const sorted = writes.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const kept = sorted.filter(({ row }) => row !== null);
  const columns = [...view.columns.map(({ column }) => column), REVISION];
  const names = columns.map(quoted).join(', ');
  const keys = view.key.map(({ column }) => column);
  const match = keys.map((key) => `t.${quoted(key)} = i.${quoted(key)}`).join(' and ');
  const keyNames = keys.map(quoted).join(', ');

  /** Whole rows with their revisions. */
  const rows = (list: readonly RowWrite[]) => {
    const values = view.columns.map((column) => st.list(column.type, list.map(valueOf(column))));
    const revisions = st.list(
      'bigint',
      list.map(({ rev }) => rev),
    );
    return `unnest(${[...values, revisions].join(', ')}) i(${names})`;
  };
  /** Keys, with revisions where there are some. */
  const keyRows = (list: readonly { readonly key: string }[], revisions?: readonly number[]) => {
    const columnsOfKey = keyColumns(
      view,
      list.map(({ key }) => key),
    );
    const lists = columnsOfKey.map((column, k) => st.list(view.key[k]!.type, column));
    if (!revisions) return `unnest(${lists.join(', ')}) i(${keyNames})`;
    return `unnest(${[...lists, st.list('bigint', revisions)].join(', ')}) i(${keyNames}, ${REVISION})`;
  };

  const made = kept.filter(({ isNew }) => isNew);
  if (made.length > 0)
    st.addChecked(
      `rows_made_${n}`,
      `insert into ${quoted(view.table)} (${names}) select ${names} from ${rows(made)}
      on conflict (${keyNames}) do nothing returning 1`,
      made.length,
      conflict,
    );

  const changed = kept.filter(({ isNew }) => !isNew);
  if (changed.length > 0) {
    const sets = columns
      .filter((column) => !keys.includes(column))
      .map((column) => `${quoted(column)} = i.${quoted(column)}`);
    if (view.tracksChanges) sets.push(`${quoted(CHANGED)} = pg_current_xact_id()`);
    st.addChecked(
      `rows_changed_${n}`,
      `update ${quoted(view.table)} t set ${sets.join(', ')} from ${rows(changed)}
      where ${match} and t.${REVISION} = i.${REVISION} - 1 returning 1`,
      changed.length,
      conflict,
    );
  }

  const gone = sorted.filter(({ row }) => row === null);
  if (gone.length > 0)
    st.addChecked(
      `rows_gone_${n}`,
      `delete from ${quoted(view.table)} t using ${keyRows(
        gone,
        gone.map(({ rev }) => rev),
      )}
      where ${match} and t.${REVISION} = i.${REVISION} - 1 returning 1`,
      gone.length,
      conflict,
    );

  const present = reliedOn.filter((seen): seen is { key: string; rev: number } => seen.rev !== undefined);
  if (present.length > 0)
    st.addChecked(
      `rows_as_read_${n}`,
      `select 1 from ${keyRows(
        present,
        present.map(({ rev }) => rev),
      )}
      join ${quoted(view.table)} t on ${match} and t.${REVISION} = i.${REVISION}`,
      present.length,
      conflict,
    );

  const absent = reliedOn.filter(({ rev }) => rev === undefined);
  if (absent.length > 0)
    st.addChecked(
      `rows_absent_${n}`,
      `select 1 from ${keyRows(absent)} join ${quoted(view.table)} t on ${match}`,
      0,
      conflict,
    );
}

const quoted = (name: string) => `"${name}"`;

/** The value of a column of a row that is written; JSON as its text. */
const valueOf =
  ({ property, type }: View['columns'][number]) =>
  ({ row }: RowWrite): unknown => {
    const value = (row as Record<string, unknown>)[property] ?? null;
    return value !== null && (type === 'json' || type === 'jsonb') ? JSON.stringify(value) : value;
  };

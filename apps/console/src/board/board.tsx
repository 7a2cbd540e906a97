import type { Oversight } from '@concord/client';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { ListPage } from '../list/list-page';
import { AsOfNotice } from '../moment/as-of';
import { shop } from '../shop';
import { BoardFilters, StateFilter } from './board-filters';
import { useBoardRows } from './board-rows';
import { Happening } from './happening';

type Wish = Pick<Oversight.BoardRow, 'state'> & { readonly team: Oversight.BoardRow['teams'][number] };

const PAGE = 50;

/** What is in promotion or short, the worst first, each with its reason. */
export function Board() {
  const { t } = useLanguage();
  const [{ asOf, team, category, state, q }, setFilters] = useFilters();
  const { columns, card } = useBoardRows(asOf);
  return (
    <ListPage<Oversight.BoardRow, Oversight.Board>
      title={t('board.title')}
      intro={t('board.intro')}
      queryKey={['board', asOf, team, category, state, q]}
      load={async (cursor, signal) => {
        // Texts of the address: the service refuses what it does not know, and says so.
        const narrowed = { team: team as Wish['team'] | undefined, state: state as Wish['state'] | undefined };
        const query = { cursor, limit: PAGE, asOf, category, q, ...narrowed };
        return (await shop.oversight.get('/v1/alignment/board', { query, signal })).data;
      }}
      hears={asOf === undefined ? { skus: 'any' } : {}}
      columns={columns}
      card={card}
      rowKey={({ sku }) => sku}
      empty={t('board.empty')}
      filters={<BoardFilters />}
      notice={
        asOf === undefined ? (
          <Happening />
        ) : (
          <AsOfNotice asOf={asOf} onChange={(moment) => setFilters({ asOf: moment })} />
        )
      }
      summary={({ counts }) => <StateFilter counts={counts} />}
    />
  );
}

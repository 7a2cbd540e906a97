import type { Inventory } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { useMayAt } from '../session/session';
import { shop } from '../shop';

const PLACES = ['quality', 'damaged', 'refurb'] as const;
const OUTCOMES = ['restock', 'b-stock', 'repair', 'write-off', 'supplier'] as const;
type Place = (typeof PLACES)[number];
type Outcome = (typeof OUTCOMES)[number];

/** Stands between a warehouse and a place in it in the value of a choice. */
const BETWEEN = '\n';

/** Decides what happens to units that were set aside, at one of the person's warehouses. */
export function SecondLook({ stock }: { readonly stock: Inventory.Stock | null }) {
  const { t } = useLanguage();
  const mayAt = useMayAt();
  const waiting = Object.entries(stock?.warehouses ?? {}).flatMap(([warehouse, units]) =>
    mayAt('inventory.grade', warehouse)
      ? PLACES.filter((place) => units[place] > 0).map((place) => ({ warehouse, place, count: units[place] }))
      : [],
  );
  const [first] = waiting;
  if (!stock || !first) return null;
  const valueOf = ({ warehouse, place }: typeof first) => [warehouse, place].join(BETWEEN);
  return (
    <Action
      key={waiting.map((one) => `${valueOf(one)} ${one.count}`).join()}
      label={t('sku.secondLook')}
      says={({ outcome }) => t(`sku.secondLookThen.${outcome as Outcome}`)}
      fields={({ outcome = 'restock' }) => [
        {
          name: 'from',
          label: t('sku.secondLookFrom'),
          kind: 'choice',
          initial: valueOf(first),
          choices: waiting.map((one) => ({
            value: valueOf(one),
            label: t('sku.waitsAt', { ...one, place: t(`sku.place.${one.place}`) }),
          })),
        },
        { name: 'quantity', label: t('sku.quantity'), kind: 'number', min: 1, initial: first.count },
        {
          name: 'outcome',
          label: t('sku.outcome'),
          kind: 'choice',
          initial: 'restock',
          choices: OUTCOMES.map((value) => ({ value, label: t(`sku.outcomes.${value}`) })),
        },
        ...(outcome === 'b-stock' ? [{ name: 'asSku', label: t('sku.asSku'), kind: 'text', max: 64 } as const] : []),
        { name: 'cause', label: t('sku.finding'), kind: 'text', max: 200 },
      ]}
      run={({ from: chosen, quantity, outcome, asSku, cause }) => {
        const [warehouse = '', from] = String(chosen).split(BETWEEN);
        return shop.inventory.post('/v1/second-looks', {
          body: {
            sku: stock.sku,
            warehouse,
            from: from as Place,
            quantity: Number(quantity),
            outcome: outcome as Outcome,
            cause: String(cause),
            ...(asSku !== undefined && { asSku: String(asSku).trim() }),
          },
        });
      }}
    />
  );
}

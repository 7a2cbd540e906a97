import type { Logistics } from '@concord/client';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import { inWords } from './units';

/** Packs what was picked, and closes the parcel. */
export function Pack({ parcel }: { readonly parcel: Logistics.Fulfilment }) {
  const { t } = useLanguage();
  const { fulfilmentId, status, picked, weightG } = parcel;
  const weight: Field = {
    name: 'weightG',
    label: t('parcel.weightG'),
    description: t('parcel.weightHint'),
    kind: 'number',
    min: 1,
    isOptional: true,
    ...(weightG !== null && { initial: weightG }),
  };
  const weighed = (typed: unknown) => (typed === undefined ? {} : { weightG: Number(typed) });
  if (status === 'packing')
    return (
      <Action
        label={t('parcel.close')}
        says={t('parcel.closeSays', { units: inWords(picked) })}
        isMain
        size="lg"
        fields={[weight]}
        run={(typed) => {
          const body = weighed(typed['weightG']);
          return shop.logistics.post('/v1/pack-sessions/{id}/close', { path: { id: fulfilmentId }, body });
        }}
      />
    );
  return (
    <Action
      label={t('parcel.pack')}
      says={t('parcel.packSays')}
      isMain
      size="lg"
      fields={[
        ...picked.map(({ sku, quantity }): Field => ({
          name: `units ${sku}`,
          label: sku,
          kind: 'number',
          min: 0,
          initial: quantity,
        })),
        weight,
      ]}
      run={(typed) => {
        const contents = picked
          .map(({ sku }) => ({ sku, quantity: Number(typed[`units ${sku}`] ?? 0) }))
          .filter(({ quantity }) => quantity > 0);
        const body = { fulfilmentId, contents, close: true, ...weighed(typed['weightG']) };
        return shop.logistics.post('/v1/pack-sessions', { body });
      }}
    />
  );
}

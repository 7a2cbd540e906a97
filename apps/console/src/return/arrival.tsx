import type { Inventory, Logistics } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import { warehouseChoices } from '../warehouse/warehouses';

interface ArrivalActionProps {
  readonly parcel: Logistics.ReturnShipment;
  /** The warehouses of the person that accept returns. */
  readonly takers: readonly Inventory.Warehouse[];
}

/** Records where a return parcel arrived, or corrects it. */
export function ArrivalAction({ parcel: { returnId, warehouse, toWarehouse }, takers }: ArrivalActionProps) {
  const { t } = useLanguage();
  const isCorrection = warehouse !== null;
  const usual = takers.find((one) => one.warehouse === (warehouse ?? toWarehouse)) ?? takers[0];
  const path = { returnId };
  return (
    <Action
      key={usual?.warehouse ?? ''}
      label={t(isCorrection ? 'return.correct' : 'return.arrive')}
      says={t(isCorrection ? 'return.correctSays' : 'return.arriveSays')}
      isMain={!isCorrection}
      size={isCorrection ? 'sm' : 'lg'}
      fields={[
        {
          name: 'warehouse',
          label: t('return.warehouse'),
          kind: 'choice',
          choices: warehouseChoices(takers),
          ...(usual && { initial: usual.warehouse }),
        },
      ]}
      run={({ warehouse: place }) => {
        const body = { warehouse: String(place) };
        return isCorrection
          ? shop.logistics.post('/v1/return-shipments/{returnId}/correct-arrival', { path, body })
          : shop.logistics.post('/v1/return-shipments/{returnId}/arrive', { path, body });
      }}
    />
  );
}

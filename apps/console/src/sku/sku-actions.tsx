import { Group, Stack, Text } from '@mantine/core';
import type { Inventory, Oversight } from '@concord/client';
import { Action, type Field, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { daysAhead } from '../moment/days-ahead';
import { exactTime } from '../moment/when';
import { useMay, useMayAt } from '../session/session';
import { shop } from '../shop';
import { warehouseChoices } from '../warehouse/warehouses';
import { SecondLook } from './second-look';

interface SkuActionsProps {
  readonly sku: string;
  /** As inventory has it now; null where it was never received. */
  readonly stock: Inventory.Stock | null;
  readonly warehouses: readonly Inventory.Warehouse[];
  readonly incoming: Oversight.Sku['incoming'];
}

/** What the person may do with the stock of the SKU; each says before what it will do. */
export function SkuActions(props: SkuActionsProps) {
  const may = useMay();
  const mayAt = useMayAt();
  return (
    <Group gap="xs">
      {may('inventory.po.receive') && props.warehouses.length > 0 && <Receive {...props} />}
      {may('inventory.adjust') && props.warehouses.length > 0 && <Adjust {...props} />}
      <SecondLook stock={props.stock} />
      {mayAt('inventory.safety-stock') && <Threshold {...props} />}
      {mayAt('inventory.backorder') && <Backorders {...props} />}
    </Group>
  );
}

/** The warehouse that has most of it, which is where more usually goes. */
function warehouseField({ stock, warehouses }: SkuActionsProps, label: string): Field {
  const unitsAt = (code: string) => stock?.warehouses[code]?.available ?? 0;
  const [usual] = warehouses.toSorted((one, other) => unitsAt(other.warehouse) - unitsAt(one.warehouse));
  return {
    name: 'warehouse',
    label,
    kind: 'choice',
    initial: usual!.warehouse,
    choices: warehouseChoices(warehouses),
  };
}

function Receive(props: SkuActionsProps) {
  const { t, language } = useLanguage();
  const { sku, stock, warehouses, incoming } = props;
  const { onHand = 0, sellable = 0 } = stock ?? {};
  const says = ({ warehouse: code, quantity, purchaseOrderId }: Typed) => {
    const warehouse = String(code);
    const count = Number(quantity ?? 0);
    const place = warehouses.find((one) => one.warehouse === warehouse);
    return (
      <Stack gap={4}>
        <Text size="sm">{t('sku.receiveSays', { count, warehouse, onHand, then: onHand + count })}</Text>
        <Text size="sm">
          {place?.sells && place.ships
            ? t('sku.receiveSells', { sellable, then: sellable + count })
            : t('sku.receiveWaits', { sellable, warehouse })}
        </Text>
        {purchaseOrderId && <Text size="sm">{t('sku.receiveOrder')}</Text>}
      </Stack>
    );
  };
  const orders: Field[] =
    incoming.length === 0
      ? []
      : [
          {
            name: 'purchaseOrderId',
            label: t('sku.purchaseOrder'),
            kind: 'choice',
            isOptional: true,
            choices: [
              { value: '', label: t('sku.noPurchaseOrder') },
              ...incoming.map(({ purchaseOrderId: value, quantity, eta }) => ({
                value,
                label: t('sku.incomingOf', { count: quantity, at: exactTime(eta, language) }),
              })),
            ],
          },
        ];
  return (
    <Action
      label={t('sku.receive')}
      isMain
      says={says}
      fields={[
        { name: 'quantity', label: t('sku.quantity'), kind: 'number', min: 1 },
        warehouseField(props, t('sku.warehouse')),
        ...orders,
        { name: 'cause', label: t('sku.cause'), kind: 'text', max: 200, initial: t('sku.delivery') },
        { name: 'reference', label: t('sku.reference'), kind: 'text', max: 200, isOptional: true },
      ]}
      run={({ warehouse, quantity, purchaseOrderId, cause, reference }) => {
        const lines = [{ sku, quantity: Number(quantity) }];
        const body = {
          warehouse: String(warehouse),
          cause: String(cause),
          lines,
          ...(purchaseOrderId && { purchaseOrderId: String(purchaseOrderId) }),
          ...(reference && { reference: String(reference) }),
        };
        return shop.inventory.post('/v1/receipts', { body });
      }}
    />
  );
}

function Adjust(props: SkuActionsProps) {
  const { t } = useLanguage();
  const { sku, stock } = props;
  const says = ({ warehouse: code, delta }: Typed) => {
    const warehouse = String(code);
    const available = stock?.warehouses[warehouse]?.available ?? 0;
    const then = available + Number(delta ?? 0);
    return then < 0
      ? t('sku.adjustTooFew', { available, warehouse })
      : t('sku.adjustSays', { warehouse, delta: Number(delta ?? 0), available, then });
  };
  return (
    <Action
      label={t('sku.adjust')}
      says={says}
      fields={[
        { name: 'delta', label: t('sku.delta'), kind: 'number' },
        warehouseField(props, t('sku.warehouse')),
        { name: 'reason', label: t('sku.why'), kind: 'text', max: 200 },
      ]}
      run={({ warehouse, delta, reason }) => {
        const body = { sku, warehouse: String(warehouse), delta: Number(delta), reason: String(reason) };
        return shop.inventory.post('/v1/adjustments', { body });
      }}
    />
  );
}

function Threshold({ sku, stock }: SkuActionsProps) {
  const { t } = useLanguage();
  const sellable = stock?.sellable ?? 0;
  const says = ({ lowUnitsMax }: Typed) => {
    const count = Number(lowUnitsMax ?? 0);
    const then = sellable <= count ? 'sku.thresholdLow' : 'sku.thresholdFine';
    return `${t('sku.thresholdSays', { count })} ${t(then, { sellable })}`;
  };
  return (
    <Action
      label={t('sku.threshold')}
      says={says}
      fields={[{ name: 'lowUnitsMax', label: t('sku.thresholdUnits'), kind: 'number', min: 0 }]}
      run={({ lowUnitsMax }) =>
        shop.inventory.put('/v1/policies/{sku}', { path: { sku }, body: { lowUnitsMax: Number(lowUnitsMax) } })
      }
    />
  );
}

/** How far the goods are, where nobody has promised a date yet. */
const DAYS_AHEAD = 14;

function Backorders({ sku, stock }: SkuActionsProps) {
  const { t, language } = useLanguage();
  const { waiting = 0, backorderCap = 0, backorderDate } = stock ?? {};
  const says = ({ capUnits, promisedAt }: Typed) => {
    const count = Number(capUnits ?? 0);
    if (count === 0) return t('sku.backordersEnd', { count: waiting });
    const at = typeof promisedAt === 'string' ? exactTime(promisedAt, language) : '…';
    const told = waiting > 0 && promisedAt !== backorderDate ? ` ${t('sku.backordersTold', { count: waiting })}` : '';
    return t('sku.backordersSays', { count, at }) + told;
  };
  return (
    <Action
      label={t('sku.backorders')}
      says={says}
      fields={[
        { name: 'capUnits', label: t('sku.backorderCap'), kind: 'number', min: 0, initial: backorderCap },
        {
          name: 'promisedAt',
          label: t('sku.backorderDate'),
          kind: 'moment',
          initial: backorderDate ?? daysAhead(DAYS_AHEAD),
        },
      ]}
      run={({ capUnits, promisedAt }) => {
        const cap = Number(capUnits);
        const body = { capUnits: cap, ...(cap > 0 && { promisedAt: String(promisedAt) }) };
        return shop.inventory.put('/v1/backorder-policies/{sku}', { path: { sku }, body });
      }}
    />
  );
}

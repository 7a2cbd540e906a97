import type { Inventory } from '@concord/client';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { daysAhead } from '../moment/days-ahead';
import { exactTime } from '../moment/when';
import { shop } from '../shop';
import { warehouseChoices } from '../warehouse/warehouses';

/** Units of a SKU that a purchase order brings. */
export interface Announced {
  readonly sku: string;
  readonly purchaseOrderId: string;
  readonly quantity: number;
  readonly eta: string;
}

/** How far the goods are, where nobody has said a day. */
const DAYS_AHEAD = 14;

/** Announces units. The address may say of which SKU, and how many, as a proposal of a campaign does. */
export function Announce() {
  const { t, language } = useLanguage();
  const [{ announce, units }, setFilters] = useFilters();
  return (
    <Action
      key={announce ?? ''}
      label={t('purchase.announce')}
      says={({ eta }) => t('purchase.announceSays', { at: typeof eta === 'string' ? exactTime(eta, language) : '…' })}
      isMain
      isOpenAtFirst={announce !== undefined}
      fields={[
        { name: 'sku', label: 'SKU', kind: 'text', max: 64, ...(announce !== undefined && { initial: announce }) },
        {
          name: 'quantity',
          label: t('purchase.units'),
          kind: 'number',
          min: 1,
          ...(units !== undefined && { initial: Number(units) }),
        },
        etaField(t('purchase.eta'), daysAhead(DAYS_AHEAD)),
      ]}
      run={async ({ sku, quantity, eta }) => {
        const body = { sku: String(sku).trim(), quantity: Number(quantity), eta: String(eta) };
        await shop.inventory.post('/v1/purchase-orders', { body });
        if (announce !== undefined) setFilters({ announce: undefined, units: undefined });
      }}
    />
  );
}

const etaField = (label: string, initial: string): Field => ({ name: 'eta', label, kind: 'moment', initial });

type OfAnnounced = { readonly announced: Announced };

/** Another day, or other units. */
export function ChangeAnnounced({ announced: { sku, purchaseOrderId, quantity, eta } }: OfAnnounced) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('purchase.change')}
      says={t('purchase.changeSays', { sku })}
      size="compact-sm"
      fields={[
        { name: 'quantity', label: t('purchase.units'), kind: 'number', min: 1, initial: quantity },
        etaField(t('purchase.eta'), eta),
      ]}
      run={({ quantity: units, eta: at }) => {
        const body = { purchaseOrderId, sku, quantity: Number(units), eta: String(at) };
        return shop.inventory.post('/v1/purchase-orders', { body });
      }}
    />
  );
}

/** The units will not come. */
export function Withdraw({ announced: { sku, purchaseOrderId, quantity } }: OfAnnounced) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('purchase.cancel')}
      says={t('purchase.cancelSays', { count: quantity, sku })}
      isDanger
      size="compact-sm"
      fields={[{ name: 'reason', label: t('purchase.reason'), kind: 'text', max: 200 }]}
      run={({ reason }) => {
        const body = { sku, reason: String(reason) };
        return shop.inventory.post('/v1/purchase-orders/{purchaseOrderId}/cancel', { path: { purchaseOrderId }, body });
      }}
    />
  );
}

interface ReceiveProps extends OfAnnounced {
  /** The warehouses at which the person receives goods. */
  readonly own: readonly Inventory.Warehouse[];
}

/** The units, or some of them, are there. */
export function Receive({ announced: { sku, purchaseOrderId, quantity }, own }: ReceiveProps) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('purchase.receive')}
      says={({ quantity: units, warehouse }) =>
        t('purchase.receiveSays', { count: Number(units ?? 0), sku, warehouse: String(warehouse), expected: quantity })
      }
      isMain
      size="compact-sm"
      fields={[
        { name: 'quantity', label: t('purchase.units'), kind: 'number', min: 1, initial: quantity },
        {
          name: 'warehouse',
          label: t('purchase.warehouse'),
          kind: 'choice',
          initial: own[0]!.warehouse,
          choices: warehouseChoices(own),
        },
        { name: 'reference', label: t('purchase.note'), kind: 'text', max: 200, isOptional: true },
      ]}
      run={({ quantity: units, warehouse, reference }) => {
        const lines = [{ sku, quantity: Number(units) }];
        const note = reference !== undefined && { reference: String(reference) };
        const body = { warehouse: String(warehouse), cause: t('sku.delivery'), purchaseOrderId, lines, ...note };
        return shop.inventory.post('/v1/receipts', { body });
      }}
    />
  );
}

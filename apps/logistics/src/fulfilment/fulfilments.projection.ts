import { numberOf, type Personal } from '@concord/contracts';
import { lookup, projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { fulfilmentEvents, LADDER } from './fulfilment.aggregate';
import { merged, without, type Line } from './lines';

export const STATUSES = [...LADDER, 'cancelled'] as const;

/** What one warehouse sends for one order, with its status. */
@Entity('fulfilment_view')
@Index(['number'])
@Index(['orderId'])
@Index(['status', 'warehouse'])
@Index(['tracking'], { where: `"tracking" is not null` })
export class FulfilmentRow {
  @RowKeyText({ description: 'Order and warehouse; also the id of its pick task, pack session and shipment.' })
  fulfilmentId!: string;

  @RowText({ description: 'What screens call it: the end of its id.', example: '7da419ac6d1b.main' })
  number: string = '';

  @RowText()
  orderId: string = '';

  @RowText({ example: 'MAIN' })
  warehouse: string = '';

  @RowOneOf(STATUSES)
  status: string = 'released';

  @RowList({ sku: 'text', quantity: 'whole' }, { description: 'The units to be sent.' })
  lines: readonly Line[] = [];

  @RowList({ sku: 'text', quantity: 'whole' }, { description: 'Units that were not on the shelf.' })
  missing: readonly Line[] = [];

  @RowList({ sku: 'text', quantity: 'whole' }, { description: 'The units in the tray, and then in the parcel.' })
  picked: readonly Line[] = [];

  @RowText({ nullable: true })
  country: string | null = null;

  @RowText({ nullable: true })
  postcode: string | null = null;

  @RowText({ nullable: true, description: 'Where it goes: name, street and city.' })
  address: Personal | null = null;

  @RowText({ nullable: true, description: 'Why the order waits for a person: nothing of it goes on.' })
  heldFor: string | null = null;

  @RowWhole({ description: 'Scans that matched.' })
  scans: number = 0;

  @RowWhole({ description: 'Scans that did not match.' })
  mismatches: number = 0;

  @RowWhole({ nullable: true })
  weightG: number | null = null;

  @RowText({ nullable: true })
  carrier: string | null = null;

  @RowText({ nullable: true })
  service: string | null = null;

  @RowText({ nullable: true })
  tracking: string | null = null;

  @RowWhole({ nullable: true, description: 'What the label cost, in minor units.' })
  labelCostMinor: number | null = null;

  @RowTime()
  plannedAt: string = '1970-01-01T00:00:00.000Z';

  @RowTime({ nullable: true })
  dispatchedAt: string | null = null;

  @RowTime({ nullable: true })
  deliveredAt: string | null = null;

  @RowText({ nullable: true, description: 'Proof of delivery.' })
  proof: string | null = null;

  @RowText({ nullable: true, description: 'Why it was cancelled.' })
  reason: string | null = null;
}

export const fulfilments = projection(
  'logistics.fulfilments',
  fulfilmentEvents,
  FulfilmentRow,
  ({ data }) => ({ fulfilmentId: data.fulfilmentId }),
  {
    FulfilmentPlanned: (row, { data: { fulfilmentId, orderId, warehouse, lines, shipTo }, occurredAt }) => ({
      ...row,
      number: numberOf(fulfilmentId),
      orderId,
      warehouse,
      lines,
      plannedAt: occurredAt,
      country: shipTo?.country ?? null,
      postcode: shipTo?.postcode ?? null,
      address: shipTo?.address ?? null,
    }),
    FulfilmentReaddressed: (row, { data: { shipTo } }) => ({
      ...row,
      country: shipTo.country,
      postcode: shipTo.postcode ?? null,
      address: shipTo.address ?? null,
    }),
    FulfilmentHeld: (row, { data: { reason } }) => ({ ...row, heldFor: reason }),
    FulfilmentResumed: (row) => ({ ...row, heldFor: null }),
    FulfilmentCancelled: (row, { data: { reason } }) => ({ ...row, reason, status: 'cancelled' }),
    FulfilmentReduced: (row, { data: { lines, putBack } }) => ({
      ...row,
      lines,
      picked: without(row.picked, putBack),
    }),
    FulfilmentExtended: (row, { data: { lines } }) => ({ ...row, lines: merged([...row.lines, ...lines]) }),
    PickShort: (row, { data: { sku, missing } }) => {
      const units = [{ sku, quantity: missing }];
      return { ...row, lines: without(row.lines, units), missing: merged([...row.missing, ...units]) };
    },
    PickStarted: (row) => ({ ...row, status: 'picking' }),
    ItemsPicked: (row, { data: { scans } }) => ({
      ...row,
      picked: merged([...row.picked, ...scans]),
      scans: row.scans + scans.length,
    }),
    PickMismatch: (row) => ({ ...row, mismatches: row.mismatches + 1 }),
    PickFinished: (row, { data: { lines, scans } }) => ({
      ...row,
      picked: lines,
      scans: scans ?? row.scans,
      status: 'picked',
    }),
    PackStarted: (row, { data: { weightG } }) => ({ ...row, weightG: weightG ?? null, status: 'packing' }),
    ParcelPacked: (row, { data: { weightG } }) => ({ ...row, weightG: weightG ?? null, status: 'packed' }),
    LabelBought: (row, { data: { carrier, service, tracking, costMinor } }) => ({
      ...row,
      carrier,
      service,
      tracking,
      labelCostMinor: costMinor,
      status: 'labelled',
    }),
    ShipmentDispatched: (row, { data: { handedOverAt }, occurredAt }) => ({
      ...row,
      dispatchedAt: handedOverAt ?? occurredAt,
      status: 'handed_over',
    }),
    ShipmentDelivered: (row, { data: { deliveredAt, proof } }) => ({ ...row, deliveredAt, proof, status: 'delivered' }),
  },
);

/** The steps that logistics tells to others: what lies between two of them stays inside. */
const TOLD: Readonly<Record<string, string>> = {
  released: 'planned',
  picked: 'picking',
  packing: 'picking',
  labelled: 'packed',
  handed_over: 'dispatched',
};

/** What others may repeat of a parcel. The carrier is told when the parcel leaves. */
export function parcelFact({ status, warehouse, carrier, tracking, dispatchedAt, deliveredAt }: FulfilmentRow) {
  const left = dispatchedAt === null ? { carrier: null, tracking: null } : { carrier, tracking };
  return { status: lookup(TOLD, status) ?? status, warehouse, ...left, deliveredAt };
}

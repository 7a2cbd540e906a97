import { ParcelPacked } from '@concord/contracts';
import { lookup, rule, type Command, type Rejection } from '@concord/event-sourcing';
import { PackStarted, type Fulfilment, type FulfilmentEvent } from './fulfilment.aggregate';
import { hasReached, notNow } from './ladder';
import { inWords, merged, sameUnits, without, type Line } from './lines';

/** Grams by SKU, from the catalog. A SKU of unknown weight is absent. */
export type Weights = Readonly<Record<string, number>>;

/** A parcel may weigh so much more or less than its contents, packaging included: a share of that, or at least so many grams. */
export interface Tolerance {
  readonly percent: number;
  readonly g: number;
}

/** Opens the parcel with its contents; `close` closes it at once. */
export type StartPack = Command<
  'StartPack',
  {
    fulfilmentId: string;
    contents: readonly Line[];
    weightG?: number;
    weights?: Weights;
    tolerance: Tolerance;
    close?: boolean;
  }
>;
export type ClosePack = Command<
  'ClosePack',
  { fulfilmentId: string; weightG?: number; weights?: Weights; tolerance: Tolerance }
>;
export type PackCommand = StartPack | ClosePack;

export function pack(command: PackCommand, fulfilment: Fulfilment): FulfilmentEvent[] | Rejection {
  const { fulfilmentId, weightG, weights = {}, tolerance } = command.data;
  const { status, orderId, picked } = fulfilment;
  const contents = command.type === 'StartPack' ? merged(command.data.contents) : [...picked];
  if (hasReached(fulfilment, 'picked') && !sameUnits(contents, picked)) return differs(contents, picked);
  if (hasReached(fulfilment, 'packed')) return [];
  const allowed = command.type === 'StartPack' ? (['picked', 'packing'] as const) : (['packing'] as const);
  if (!(allowed as readonly string[]).includes(status)) return notNow(fulfilmentId, fulfilment, 'packing', allowed);
  const expectedG = expectedWeight(contents, weights);
  const said = weightG ?? fulfilment.weightG ?? undefined;
  const wrong = weightProblem(said, expectedG, tolerance);
  if (wrong) return wrong;
  const closes = command.type === 'ClosePack' || command.data.close === true;
  // An unweighed parcel gets the weight of its contents.
  const weight = said ?? (closes ? expectedG : undefined);
  const measured = weight === undefined ? {} : { weightG: weight };
  if (closes) {
    const parcelId = `${fulfilmentId}.1`;
    return [ParcelPacked.of({ fulfilmentId, orderId, parcelId, contents, ...measured })];
  }
  if (status === 'packing' && weight === (fulfilment.weightG ?? undefined)) return [];
  return [PackStarted.of({ fulfilmentId, contents, ...measured })];
}

function differs(contents: readonly Line[], picked: readonly Line[]): Rejection {
  const missing = without(picked, contents);
  const tooMany = without(contents, picked);
  const detail = `The parcel must hold exactly the picked units. Missing: ${inWords(missing)}; too many: ${inWords(tooMany)}.`;
  return rule('parcel-does-not-match', detail, { missing, tooMany });
}

/** The weight of the contents; undefined where the weight of an item is unknown. */
function expectedWeight(contents: readonly Line[], weights: Weights): number | undefined {
  let expectedG = 0;
  for (const { sku, quantity } of contents) {
    const unitG = lookup(weights, sku);
    if (unitG === undefined) return undefined;
    expectedG += unitG * quantity;
  }
  return expectedG > 0 ? expectedG : undefined;
}

/** A wrong weight shows wrong contents. */
function weightProblem(
  weightG: number | undefined,
  expectedG: number | undefined,
  { percent, g }: Tolerance,
): Rejection | undefined {
  if (weightG === undefined || expectedG === undefined) return undefined;
  const toleranceG = Math.max((expectedG * percent) / 100, g);
  if (Math.abs(weightG - expectedG) <= toleranceG) return undefined;
  const detail = `The parcel weighs ${weightG} g; its contents weigh ${expectedG} g, with a tolerance of ${Math.floor(toleranceG)} g. Check the contents.`;
  return rule('weight-out-of-tolerance', detail, { weightG, expectedG, toleranceG: Math.floor(toleranceG) });
}

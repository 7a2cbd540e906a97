import { FulfilmentCancelled, PickFinished, PickMismatch, PickShort, PickStarted } from '@concord/contracts';
import { fold, Rejection, rule, type Command } from '@concord/event-sourcing';
import { fulfilmentAggregate, ItemsPicked, type Fulfilment, type FulfilmentEvent } from './fulfilment.aggregate';
import { hasReached, notNow } from './ladder';
import { inWords, merged, sameUnits, without, type Line } from './lines';

export interface Scan extends Line {
  readonly scanId?: string;
}

interface About {
  fulfilmentId: string;
}
/** Starts picking; the call may bring scans and the end. */
export type StartPick = Command<'StartPick', About & { scans?: readonly Scan[]; finish?: boolean }>;
export type ScanPick = Command<'ScanPick', About & { scans: readonly Scan[] }>;
export type FinishPick = Command<'FinishPick', About>;
/** Reports units of the order that are not on the shelf; the call may bring the end. */
export type ReportShort = Command<'ReportShort', About & { lines: readonly Line[]; finish?: boolean }>;
export type PickCommand = StartPick | ScanPick | FinishPick;

export function pick(command: PickCommand, by: string, fulfilment: Fulfilment): FulfilmentEvent[] | Rejection {
  const { fulfilmentId } = command.data;
  const scans = 'scans' in command.data ? (command.data.scans ?? []) : [];
  const finish = command.type === 'FinishPick' || (command.type === 'StartPick' && command.data.finish === true);
  const isStart = command.type === 'StartPick';
  if (hasReached(fulfilment, 'picked')) {
    // A repeated request: nothing changes.
    if (scans.length === 0 || (finish && sameUnits(scans, fulfilment.picked))) return [];
    return notNow(fulfilmentId, fulfilment, 'scanning', ['picking']);
  }
  if (fulfilment.status !== 'picking' && !(isStart && fulfilment.status === 'released'))
    return notNow(fulfilmentId, fulfilment, 'picking', isStart ? ['released', 'picking'] : ['picking']);
  const { orderId } = fulfilment;
  const started = fulfilment.status === 'released' ? [PickStarted.of({ fulfilmentId, orderId, by })] : [];
  const { fitting, mismatches } = sorted(scans, fulfilment);
  if (mismatches.length > 0) {
    // The call picks nothing, but its mismatches are recorded for the scorecard. The route answers with the refusal
    // once they are stored.
    const unseen = mismatches.filter(({ scanId }) => !scanId || !fulfilment.mismatchedScanIds.includes(scanId));
    if (unseen.length === 0) return scanDoesNotMatch(mismatches);
    return [...started, ...unseen.map((mismatch) => PickMismatch.of({ fulfilmentId, orderId, ...mismatch }))];
  }
  const picked = fitting.length > 0 ? [ItemsPicked.of({ fulfilmentId, scans: fitting })] : [];
  if (!finish) return [...started, ...picked];
  const after = fold(fulfilmentAggregate, picked, fulfilment);
  const finished = finishedPick(fulfilmentId, after);
  // Scans that come with the end need no event of their own: the end lists what is in the tray.
  return finished instanceof Rejection ? finished : [...started, finished];
}

/** The end of picking: all units to be sent are in the tray. */
function finishedPick(fulfilmentId: string, { orderId, lines, picked, scans }: Fulfilment) {
  const missing = without(lines, picked);
  if (missing.length > 0)
    return rule(
      'pick-not-complete',
      `Still to be picked: ${inWords(missing)}. Scan these units, or report those that are not on the shelf as short.`,
      { missing },
    );
  return PickFinished.of({ fulfilmentId, orderId, lines: [...picked], scans });
}

/** Missing units leave the parcel. A fulfilment without units ends. */
export function reportShort(
  { fulfilmentId, lines, finish }: ReportShort['data'],
  by: string,
  fulfilment: Fulfilment,
): FulfilmentEvent[] | Rejection {
  const { status, orderId, warehouse, shorts } = fulfilment;
  if (status !== 'released' && status !== 'picking')
    return notNow(fulfilmentId, fulfilment, 'reporting a short pick', ['released', 'picking']);
  const units = merged(lines);
  const open = without(fulfilment.lines, fulfilment.picked);
  const tooMany = without(units, open);
  if (tooMany.length > 0) {
    const detail = `Still to be picked: ${inWords(open)}. ${inWords(tooMany)} cannot be missing beyond that.`;
    return rule('short-beyond-open', detail, { open, tooMany });
  }
  const started = status === 'released' ? [PickStarted.of({ fulfilmentId, orderId, by })] : [];
  const short = units.map(({ sku, quantity }, n) => {
    const shortId = `${fulfilmentId}.short-${shorts + n + 1}`;
    return PickShort.of({ fulfilmentId, orderId, warehouse, shortId, sku, missing: quantity, by });
  });
  const after = fold(fulfilmentAggregate, [...started, ...short], fulfilment);
  if (after.lines.length === 0) {
    const reason = 'Nothing of it was on the shelf.';
    return [...started, ...short, FulfilmentCancelled.of({ fulfilmentId, orderId, reason })];
  }
  if (!finish) return [...started, ...short];
  const finished = finishedPick(fulfilmentId, after);
  return finished instanceof Rejection ? finished : [...started, ...short, finished];
}

export interface Mismatch {
  readonly scanned: string;
  readonly quantity: number;
  readonly reason: string;
  readonly scanId?: string;
  readonly expected?: Line[];
}

/** The refusal names the scanned and the expected units. */
export function scanDoesNotMatch(mismatches: readonly Mismatch[]): Rejection {
  const scanned = mismatches.map(({ scanned, quantity }) => ({ sku: scanned, quantity }));
  const expected = mismatches[0]?.expected ?? [];
  const detail = `Scanned ${inWords(scanned)}; still to be picked: ${inWords(expected)}. Nothing of this call was picked.`;
  return rule('scan-does-not-match', detail, { scanned, reasons: mismatches.map(({ reason }) => reason), expected });
}

/** Separates matching scans from mismatches. A scan id that counted before is left out. */
function sorted(scans: readonly Scan[], { lines, picked, scanIds }: Fulfilment) {
  const seen = new Set(scanIds);
  const expected = without(lines, picked);
  const open = new Map(expected.map(({ sku, quantity }) => [sku, quantity]));
  const ordered = new Set(lines.map(({ sku }) => sku));
  const fitting: Scan[] = [];
  const mismatches: Mismatch[] = [];
  for (const scan of scans) {
    const { scanId, sku, quantity } = scan;
    if (scanId && seen.has(scanId)) continue;
    if (scanId) seen.add(scanId);
    const left = open.get(sku) ?? 0;
    if (quantity > left) {
      const reason = ordered.has(sku) ? 'too-many' : 'not-on-list';
      mismatches.push({ scanned: sku, quantity, reason, ...(scanId && { scanId }), expected });
    } else {
      open.set(sku, left - quantity);
      fitting.push({ sku, quantity, ...(scanId && { scanId }) });
    }
  }
  return { fitting, mismatches };
}

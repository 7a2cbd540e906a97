import {
  notPersonal,
  FulfilmentCancelled,
  FulfilmentPlanned,
  LabelBought,
  ParcelPacked,
  PickFinished,
  PickMismatch,
  PickShort,
  PickStarted,
  ShipmentDelivered,
  ShipmentDispatched,
} from '@concord/contracts';
import { fold, given, Rejection, SPEC_TIME, type Stamped } from '@concord/event-sourcing';
import fc from 'fast-check';
import {
  FulfilmentHeld,
  FulfilmentResumed,
  ItemsPicked,
  LADDER,
  PackStarted,
  type FulfilmentEvent,
} from './fulfilment.aggregate';
import { fulfilment, type FulfilmentCommand } from './fulfilment.decider';
import { sameUnits, type Line } from './lines';

const about = { fulfilmentId: 'o1.MAIN', orderId: 'o1' };
const { fulfilmentId } = about;
const lines = [
  { sku: 'TEE', quantity: 2 },
  { sku: 'CAP', quantity: 1 },
];
const label = { carrier: 'sandbox-carrier', service: 'standard', costMinor: 410, tracking: 'SB1' };

const planned = FulfilmentPlanned.of({ ...about, warehouse: 'MAIN', lines });
const started = PickStarted.of({ ...about, by: 'someone' });
const picked = (...scans: { scanId?: string; sku: string; quantity: number }[]) =>
  ItemsPicked.of({ fulfilmentId, scans });
const finished = PickFinished.of({ ...about, lines, scans: 2 });
const open = (weightG?: number) => PackStarted.of({ fulfilmentId, contents: lines, ...(weightG && { weightG }) });
const packed = (weightG?: number) =>
  ParcelPacked.of({ ...about, parcelId: 'o1.MAIN.1', contents: lines, ...(weightG && { weightG }) });
const labelled = LabelBought.of({ ...about, ...label });
const dispatched = ShipmentDispatched.of({
  ...about,
  warehouse: 'MAIN',
  lines,
  carrier: label.carrier,
  tracking: 'SB1',
  handedOverAt: SPEC_TIME,
});
const delivered = (deliveredAt = SPEC_TIME) =>
  ShipmentDelivered.of({ ...about, deliveredAt, proof: notPersonal('door') });

const tolerance = { percent: 3, g: 20 };

const past = given(fulfilment);
const start = (scans?: (Line & { scanId?: string })[], finish = false): FulfilmentCommand => {
  return { type: 'StartPick', data: { fulfilmentId, finish, ...(scans && { scans }) } };
};
const scan = (...scans: (Line & { scanId?: string })[]): FulfilmentCommand => {
  return { type: 'ScanPick', data: { fulfilmentId, scans } };
};
const finish: FulfilmentCommand = { type: 'FinishPick', data: { fulfilmentId } };
const pack = (data: object = {}): FulfilmentCommand => {
  return { type: 'StartPack', data: { fulfilmentId, contents: lines, tolerance, ...data } };
};
const close = (data: object = {}): FulfilmentCommand => ({
  type: 'ClosePack',
  data: { fulfilmentId, tolerance, ...data },
});
const buy = (data = label): FulfilmentCommand => ({ type: 'RecordLabel', data: { fulfilmentId, ...data } });
const handOver: FulfilmentCommand = { type: 'HandOver', data: { fulfilmentId } };
const deliver = (data: object = {}): FulfilmentCommand => {
  return { type: 'RecordDelivery', data: { fulfilmentId, proof: notPersonal('door'), ...data } };
};
const short = (sku: string, missing: number, n = 1) =>
  PickShort.of({ ...about, warehouse: 'MAIN', shortId: `o1.MAIN.short-${n}`, sku, missing, by: 'someone' });
const report = (units: Line[], data: object = {}): FulfilmentCommand => {
  return { type: 'ReportShort', data: { fulfilmentId, lines: units, ...data } };
};
const mismatch = (scanned: string, quantity: number, reason: string, expected = lines, scanId?: string) =>
  PickMismatch.of({ ...about, scanned, quantity, reason, expected, ...(scanId && { scanId }) });

describe('picking', () => {
  it('starts once', () => {
    past(planned).when(start()).then(started);
    past(planned, started).when(start()).then();
  });
  it('starts, scans and ends in one call', () => past(planned).when(start(lines, true)).then(started, finished));
  it('records many scans of a call in one event', () =>
    past(planned, started)
      .when(scan({ sku: 'TEE', quantity: 1 }, { sku: 'TEE', quantity: 1 }))
      .then(picked({ sku: 'TEE', quantity: 1 }, { sku: 'TEE', quantity: 1 })));
  it('needs a start before a scan', () => past(planned).when(scan(lines[0]!)).thenRejected('illegal-transition'));
  it('accepts only planned items', () => past().when(start()).thenRejected('fulfilment-unknown'));

  it('ignores a scan whose id counted before', () =>
    past(planned, started, picked({ scanId: 's1', sku: 'TEE', quantity: 1 }))
      .when(scan({ scanId: 's1', sku: 'TEE', quantity: 1 }))
      .then());
  it('ignores an id that comes twice in one call', () =>
    past(planned, started)
      .when(scan({ scanId: 's1', sku: 'TEE', quantity: 1 }, { scanId: 's1', sku: 'TEE', quantity: 1 }))
      .then(picked({ scanId: 's1', sku: 'TEE', quantity: 1 })));

  it('records a scan of another item and picks nothing of the call', () =>
    past(planned, started)
      .when(scan(lines[0]!, { sku: 'MUG', quantity: 1 }))
      .then(mismatch('MUG', 1, 'not-on-list')));
  it('records a unit too many', () =>
    past(planned, started, picked({ sku: 'TEE', quantity: 2 }))
      .when(scan({ sku: 'TEE', quantity: 1 }))
      .then(mismatch('TEE', 1, 'too-many', [{ sku: 'CAP', quantity: 1 }])));
  it('keeps the start where the first scan does not match', () =>
    past(planned)
      .when(start([{ sku: 'MUG', quantity: 1 }], true))
      .then(started, mismatch('MUG', 1, 'not-on-list')));
  it('records a mismatch of an id once, and refuses it again', () =>
    past(planned, started, mismatch('MUG', 1, 'not-on-list', lines, 's9'))
      .when(scan({ scanId: 's9', sku: 'MUG', quantity: 1 }))
      .thenRejected('scan-does-not-match'));
  it('accepts the right item under the id of a mismatch', () =>
    past(planned, started, mismatch('MUG', 1, 'not-on-list', lines, 's9'))
      .when(scan({ scanId: 's9', sku: 'CAP', quantity: 1 }))
      .then(picked({ scanId: 's9', sku: 'CAP', quantity: 1 })));

  it('ends only when everything is picked', () => {
    past(planned, started, picked(lines[0]!)).when(finish).thenRejected('pick-not-complete');
    past(planned, started, picked(lines[0]!), picked(lines[1]!)).when(finish).then(finished);
  });
  it('is not repeated once it ended', () => {
    past(planned, started, finished).when(finish).then();
    past(planned, started, finished).when(start(lines, true)).then();
    past(planned, started, finished).when(scan(lines[0]!)).thenRejected('illegal-transition');
  });
  it('does not begin after the order was cancelled', () =>
    past(planned, FulfilmentCancelled.of({ ...about, reason: 'mind changed' }))
      .when(start())
      .thenRejected('illegal-transition'));
});

describe('a shelf that holds fewer than the books say', () => {
  const oneTee = [{ sku: 'TEE', quantity: 1 }];
  const cap = { sku: 'CAP', quantity: 1 };

  it('takes the missing units out of the parcel', () => {
    past(planned, started, picked(...oneTee, cap))
      .when(report(oneTee))
      .then(short('TEE', 1));
    past(planned, started, picked(...oneTee, cap), short('TEE', 1))
      .when(finish)
      .then(PickFinished.of({ ...about, lines: [...oneTee, cap], scans: 2 }));
  });
  it('is reported together with the end', () => {
    past(planned, started, picked(...oneTee, cap))
      .when(report(oneTee, { finish: true }))
      .then(short('TEE', 1), PickFinished.of({ ...about, lines: [...oneTee, cap], scans: 2 }));
    past(planned, started, picked(cap))
      .when(report(oneTee, { finish: true }))
      .thenRejected('pick-not-complete');
  });
  it('may miss everything: the fulfilment ends', () =>
    past(planned)
      .when(report(lines))
      .then(
        started,
        short('TEE', 2),
        short('CAP', 1, 2),
        FulfilmentCancelled.of({ ...about, reason: 'Nothing of it was on the shelf.' }),
      ));
  it('cannot miss what is in the tray, or was never ordered', () => {
    past(planned, started, picked(...lines))
      .when(report(oneTee))
      .thenRejected('short-beyond-open');
    past(planned, started)
      .when(report([{ sku: 'MUG', quantity: 1 }]))
      .thenRejected('short-beyond-open');
  });
  it('is reported during picking', () => {
    past().when(report(oneTee)).thenRejected('fulfilment-unknown');
    past(planned, started, finished).when(report(oneTee)).thenRejected('illegal-transition');
  });
});

describe('packing', () => {
  const tray = past(planned, started, finished);
  const weights = { TEE: 500, CAP: 1000 };

  it('opens and closes the parcel in one call', () => tray.when(pack({ close: true })).then(packed()));
  it('opens it first and closes it later, with its weight', () => {
    tray.when(pack({ weightG: 2000 })).then(open(2000));
    past(planned, started, finished, open(2000)).when(close()).then(packed(2000));
  });
  it('refuses contents that are not what was picked', () => {
    tray.when(pack({ contents: [lines[0]] })).thenRejected('parcel-does-not-match');
    tray.when(pack({ contents: [...lines, { sku: 'MUG', quantity: 1 }] })).thenRejected('parcel-does-not-match');
  });
  it('adds up a SKU that stands on two lines', () =>
    tray
      .when(pack({ close: true, contents: [{ sku: 'TEE', quantity: 1 }, { sku: 'TEE', quantity: 1 }, lines[1]] }))
      .then(packed()));
  it('tolerates three percent of the weight', () => {
    tray.when(pack({ weightG: 2060, weights, close: true })).then(packed(2060));
    tray.when(pack({ weightG: 2061, weights, close: true })).thenRejected('weight-out-of-tolerance');
    tray.when(pack({ weightG: 1939, weights, close: true })).thenRejected('weight-out-of-tolerance');
  });
  it('tolerates 20 g where that is more', () => {
    const light = { TEE: 50, CAP: 100 };
    tray.when(pack({ weightG: 220, weights: light, close: true })).then(packed(220));
    tray.when(pack({ weightG: 221, weights: light, close: true })).thenRejected('weight-out-of-tolerance');
  });
  it('tolerates what the shop says', () => {
    tray.when(pack({ weightG: 2100, weights, tolerance: { percent: 5, g: 20 }, close: true })).then(packed(2100));
    tray
      .when(pack({ weightG: 2061, weights, tolerance: { percent: 0, g: 60 }, close: true }))
      .thenRejected('weight-out-of-tolerance');
  });
  it('does not check a weight where an item has no known weight', () =>
    tray.when(pack({ weightG: 9000, weights: { TEE: 500 }, close: true })).then(packed(9000)));
  it('gives an unweighed parcel the weight of its contents', () => {
    tray.when(pack({ weights, close: true })).then(packed(2000));
    tray.when(pack({ weights })).then(open());
    tray.when(pack({ weights: { TEE: 500 }, close: true })).then(packed());
    const begun = past(planned, started, finished, open());
    begun.when(close({ weights })).then(packed(2000));
    begun.when(close({ weights: { TEE: 500 } })).then(packed());
  });
  it('checks at the close the weight that was given at the start', () =>
    past(planned, started, finished, open(2500)).when(close({ weights })).thenRejected('weight-out-of-tolerance'));
  it('checks the weight at the close too', () =>
    past(planned, started, finished, open())
      .when(close({ weightG: 2500, weights }))
      .thenRejected('weight-out-of-tolerance'));
  it('changes nothing when it is repeated', () => {
    past(planned, started, finished, open(2000))
      .when(pack({ weightG: 2000 }))
      .then();
    past(planned, started, finished, packed())
      .when(pack({ close: true }))
      .then();
    past(planned, started, finished, packed()).when(close()).then();
  });
  it('waits for the end of picking', () => past(planned, started).when(pack()).thenRejected('illegal-transition'));
  it('is not closed before it is opened', () => tray.when(close()).thenRejected('illegal-transition'));
});

describe('sending', () => {
  const history = [planned, started, finished, packed(), labelled, dispatched, delivered()] as const;
  const upTo = (n: number) => past(...history.slice(0, n));

  it('goes from label to handover to delivery', () => {
    upTo(4).when(buy()).then(labelled);
    upTo(5).when(handOver).then(dispatched);
    upTo(6).when(deliver()).then(delivered());
  });
  it('skips no step', () => {
    upTo(3).when(buy()).thenRejected('illegal-transition');
    upTo(4).when(handOver).thenRejected('illegal-transition');
    upTo(5).when(deliver()).thenRejected('illegal-transition');
  });
  it('repeats no step, and a late one takes nothing back', () => {
    for (const command of [buy(), handOver, deliver(), finish, close()]) upTo(7).when(command).then();
  });
  it('keeps the first label', () =>
    upTo(5)
      .when(buy({ ...label, tracking: 'SB2' }))
      .thenRejected('illegal-transition'));
  it('keeps the moment of delivery', () => {
    const deliveredAt = '2025-12-24T18:00:00.000Z';
    const handedOverAt = '2025-12-24T08:00:00.000Z';
    const left = ShipmentDispatched.of({ ...dispatched.data, handedOverAt });
    upTo(5).when({ type: 'HandOver', data: { fulfilmentId, handedOverAt } }).then(left);
    const { handedOverAt: _, ...before } = dispatched.data;
    for (const event of [left, ShipmentDispatched.of(before)])
      past(planned, started, finished, packed(), labelled, event)
        .when(deliver({ deliveredAt }))
        .then(delivered(deliveredAt));
  });
  it('refuses moments that contradict each other', () => {
    upTo(6)
      .when(deliver({ deliveredAt: '2026-01-05T08:00:00.000Z' }))
      .thenRejected('delivered-before-handover');
    upTo(5)
      .when({ type: 'HandOver', data: { fulfilmentId, handedOverAt: '2026-01-06T09:00:00.000Z' } })
      .thenRejected('handed-over-in-the-future');
  });
  it('refuses a parcel that left before its order was placed', () => {
    const handedOverAt = '1990-01-01T00:00:00.000Z';
    const early: FulfilmentCommand = { type: 'HandOver', data: { fulfilmentId, handedOverAt } };
    const steps = [started, finished, packed(), labelled] as const;
    const placed = FulfilmentPlanned.of({ ...planned.data, orderedAt: SPEC_TIME });
    past(placed, ...steps)
      .when(early)
      .thenRejected('handed-over-before-order');
    past(placed, ...steps)
      .when(handOver)
      .then(dispatched);
    // Older fulfilments do not know when their order was placed.
    past(planned, ...steps)
      .when(early)
      .then(ShipmentDispatched.of({ ...dispatched.data, handedOverAt }));
  });
  it('refuses a delivery in the future', () =>
    upTo(6)
      .when(deliver({ deliveredAt: '2026-01-06T09:00:00.000Z' }))
      .thenRejected('delivered-in-the-future'));
});

describe('an order on hold', () => {
  const held = FulfilmentHeld.of({ ...about, reason: 'fraud' });
  it.each<[string, FulfilmentEvent[], FulfilmentCommand]>([
    ['picked', [], start()],
    ['packed', [started, picked(...lines), finished], pack()],
    ['handed over', [started, picked(...lines), finished, open(), packed(), labelled], handOver],
  ])('is not %s', (_, before, command) =>
    past(planned, ...before, held)
      .when(command)
      .thenRejected('fulfilment-on-hold'),
  );
  it('goes on once it is released', () => past(planned, held, FulfilmentResumed.of(about)).when(start()).then(started));
  it('arrives where it had left before', () =>
    past(planned, started, picked(...lines), finished, open(), packed(), labelled, dispatched, held)
      .when(deliver())
      .then(delivered()));
});

describe('whatever is asked for', () => {
  const skus = fc.constantFrom('TEE', 'CAP', 'MUG');
  const someScan = fc.record({ sku: skus, quantity: fc.integer({ min: 1, max: 3 }) });
  const someScans = fc.array(someScan, { maxLength: 4 });
  const wish = fc.oneof(
    fc.tuple(someScans, fc.boolean()).map(([scans, end]) => start(scans, end)),
    someScans.map((scans) => scan(...scans)),
    fc.constantFrom(finish, pack(), pack({ close: true }), close(), buy(), handOver, deliver()),
    fc.constantFrom(start(lines, true), pack({ close: true })),
  );
  const by = { kind: 'user', id: 'someone', role: 'tester' } as const;

  it('every status follows the one before it, and what leaves is what was ordered', () =>
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
        let state = fold(fulfilment, [planned]);
        for (const command of wishes) {
          const result = fulfilment.decide({ ...command, at: SPEC_TIME, by } as Stamped<FulfilmentCommand>, state);
          if (result instanceof Rejection) continue;
          const before = LADDER.indexOf(state.status as never);
          const after = fold(fulfilment, result as FulfilmentEvent[], state);
          expect(LADDER.indexOf(after.status as never)).toBeGreaterThanOrEqual(before);
          for (const { sku, quantity } of after.picked)
            expect(quantity).toBeLessThanOrEqual(lines.find((line) => line.sku === sku)?.quantity ?? 0);
          const left = result.flatMap((happened) =>
            happened.type === 'ShipmentDispatched' ? [happened.data.lines] : [],
          );
          expect(left.filter((units) => !sameUnits(units, lines))).toEqual([]);
          state = after;
        }
      }),
    ));
});

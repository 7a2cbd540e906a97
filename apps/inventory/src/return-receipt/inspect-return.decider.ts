import { ReturnArrived, ReturnLineGraded, ReturnReceiptClosed } from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import { stockItemAggregate, UnitsReturned } from '../stock/stock-item.aggregate';
import { located, withNotices } from '../stock/stock-item.decider';
import { warehouseAggregate } from '../warehouse/warehouse.aggregate';
import {
  returnReceiptAggregate,
  ReturnExpected,
  ReturnParcelNoted,
  type ExpectedLine,
  type Letter,
  type ReceiptEvent,
  type ReturnReceipt,
} from './return-receipt.aggregate';

export type ExpectReturn = Command<'ExpectReturn', { returnId: string; orderId: string; lines: ExpectedLine[] }>;
export type RegisterReturnArrival = Command<'RegisterReturnArrival', { returnId: string; warehouse: string }>;
/** `foundSku` is what lay in the parcel where the grade is W; `restockTo` the warehouse that takes the units, if not here. */
export type GradeReturnLine = Command<
  'GradeReturnLine',
  { returnId: string; lineId: string; grade: Letter; quantity: number; foundSku?: string; restockTo?: string }
>;
export type CloseReturnReceipt = Command<'CloseReturnReceipt', { returnId: string }>;
export type ReturnReceiptCommand = ExpectReturn | RegisterReturnArrival | GradeReturnLine | CloseReturnReceipt;

const DISPOSITIONS = { A: 'restock', B: 'quality', C: 'damaged', D: 'write-off', M: 'none', W: 'restock' } as const;
const BUCKETS = { A: 'available', B: 'quality', C: 'damaged', W: 'available' } as const;

/** The inspection of a return parcel: every unit gets a grade, and the grade decides where it goes. */
export const inspectReturn: JointDecider<ReturnReceiptCommand> = {
  commands: ['ExpectReturn', 'RegisterReturnArrival', 'GradeReturnLine', 'CloseReturnReceipt'],
  aggregate: returnReceiptAggregate,
  id: ({ data }) => data.returnId,

  decideJointly(command, read) {
    const { returnId } = command.data;
    const receipt = read(returnReceiptAggregate, returnId);
    const append = (...happened: ReceiptEvent[]): Change[] => [
      { to: returnReceiptAggregate, id: returnId, events: happened },
    ];
    switch (command.type) {
      case 'ExpectReturn': {
        const { orderId, lines } = command.data;
        if (receipt.status === 'unknown') return append(ReturnExpected.of({ returnId, orderId, lines }));
        if (receipt.status !== 'noted') return [];
        return append(ReturnArrived.of({ returnId, orderId, lines, warehouse: receipt.warehouse! }));
      }
      case 'RegisterReturnArrival': {
        const { warehouse } = command.data;
        if (receipt.status === 'unknown') return append(ReturnParcelNoted.of({ returnId, warehouse }));
        if (receipt.status !== 'expected') return [];
        return append(ReturnArrived.of({ returnId, orderId: receipt.orderId!, lines: [...receipt.lines], warehouse }));
      }
      case 'GradeReturnLine':
        return grade(command.data, receipt, read);
      case 'CloseReturnReceipt': {
        const open = refusal(returnId, receipt);
        if (open) return open;
        const ungraded = receipt.lines.filter(({ lineId, quantity }) => quantity > gradedUnits(receipt, lineId));
        if (ungraded.length > 0) {
          const lines = ungraded.map(({ lineId }) => lineId);
          return rule('return-not-graded', `Some units are not graded yet, on the lines ${lines.join(', ')}.`, {
            lines,
          });
        }
        const { orderId, graded } = receipt;
        return append(ReturnReceiptClosed.of({ returnId, orderId: orderId!, graded: [...graded] }));
      }
      default:
        return never(command);
    }
  },
};

function grade(
  { returnId, lineId, grade, quantity, foundSku, restockTo }: GradeReturnLine['data'],
  receipt: ReturnReceipt,
  read: Read,
) {
  const refused = refusal(returnId, receipt);
  if (refused) return refused;
  const { orderId, lines } = receipt;
  const warehouse = restockTo ?? receipt.warehouse!;
  const line = lines.find((candidate) => candidate.lineId === lineId);
  if (!line) return notFound('return-line-unknown', `The return ${returnId} has no line ${lineId}.`);
  const left = line.quantity - gradedUnits(receipt, lineId);
  if (quantity > left)
    return rule(
      'return-graded-beyond-arrived',
      `${left} units of the line ${lineId} are not graded yet; ${quantity} are too many.`,
      { left },
    );
  if (grade === 'W' && !foundSku)
    return rule('found-sku-missing', 'Grade W says that another item came back: name it as foundSku.');
  const bucket = BUCKETS[grade as keyof typeof BUCKETS];
  const sku = grade === 'W' ? foundSku! : line.sku;
  const happened = ReturnLineGraded.of({
    ...{ returnId, orderId: orderId!, lineId, sku: line.sku, quantity, grade },
    disposition: DISPOSITIONS[grade],
    ...(bucket === 'available' && { restockedTo: warehouse }),
  });
  const changes: Change[] = [{ to: returnReceiptAggregate, id: returnId, events: [happened] }];
  if (bucket) {
    const stock = read(stockItemAggregate, sku);
    const place = read(warehouseAggregate, warehouse);
    if (!place.isOpen) return notFound('warehouse-unknown', `There is no warehouse ${warehouse}. Open it first.`);
    if (!place.acceptsReturns)
      return rule(
        'returns-not-accepted',
        `The warehouse ${warehouse} takes no returns in: name another one as restockTo.`,
        { warehouse },
      );
    // A warehouse may take returns in and not sell: what is put there is not for sale.
    const back = UnitsReturned.of({ sku, returnId, warehouse, quantity, bucket });
    const events = withNotices(sku, stock, [...located(stock, warehouse, place), back]);
    changes.unshift({ to: stockItemAggregate, id: sku, events });
  }
  return changes;
}

function refusal(returnId: string, { status }: ReturnReceipt) {
  if (status === 'unknown') return notFound('return-unknown', `Nothing is known here of a return ${returnId}.`);
  if (status === 'closed') return conflict('return-closed', `The inspection of the return ${returnId} is closed.`);
  if (status !== 'arrived')
    return conflict('return-not-arrived', `The parcel of the return ${returnId} has not arrived yet.`);
  return undefined;
}

const gradedUnits = ({ graded }: ReturnReceipt, lineId: string) =>
  graded.reduce((sum, entry) => sum + (entry.lineId === lineId ? entry.quantity : 0), 0);

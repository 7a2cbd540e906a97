import { ownReturn, ReturnArrivalKept, ReturnArrived, ReturnReceiptClosed } from '@concord/contracts';
import {
  conflict,
  fold,
  never,
  notFound,
  Rejection,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import type { ShopThreshold } from '../stock/stock-item.decider';
import { graded, ungraded, type GradedUnits } from './grading';
import {
  returnReceiptAggregate,
  ReturnExpected,
  ReturnParcelNoted,
  ReturnReceiptCalledOff,
  ReturnReceiptMoved,
  type ExpectedLine,
  type ReceiptEvent,
  type ReturnReceipt,
} from './return-receipt.aggregate';

export type ExpectReturn = Command<
  'ExpectReturn',
  { returnId: string; orderId: string; customerId?: string; toWarehouse?: string; lines: ExpectedLine[] }
>;
/** The return was cancelled, or its deadline passed. */
export type CallOffReturnReceipt = Command<
  'CallOffReturnReceipt',
  { returnId: string; because: 'cancelled' | 'expired' }
>;
export type RegisterReturnArrival = Command<'RegisterReturnArrival', { returnId: string; warehouse: string }>;
/**
 * Grades units of a parcel: all grades or none. `knownSkus` are the found SKUs that the catalog knows; `close` ends it.
 * `callers` are the customers that the caller may be: nobody grades a return of their own.
 */
export type GradeReturn = Command<
  'GradeReturn',
  {
    returnId: string;
    grades: readonly GradedUnits[];
    knownSkus: readonly string[];
    close?: boolean;
    callers: readonly string[];
  } & ShopThreshold
>;
/** The slip of the parcel was wrong. Once a unit is graded, the warehouse of the parcel is certain. */
export type MoveReturnReceipt = Command<'MoveReturnReceipt', { returnId: string; warehouse: string }>;
export type CloseReturnReceipt = Command<'CloseReturnReceipt', { returnId: string; callers: readonly string[] }>;
export type ReturnReceiptCommand =
  | MoveReturnReceipt
  | ExpectReturn
  | CallOffReturnReceipt
  | RegisterReturnArrival
  | GradeReturn
  | CloseReturnReceipt;

/** The inspection of a return parcel: every unit gets a grade, and the grade decides where the unit goes. */
export const inspectReturn: JointDecider<ReturnReceiptCommand> = {
  commands: [
    'ExpectReturn',
    'CallOffReturnReceipt',
    'RegisterReturnArrival',
    'GradeReturn',
    'MoveReturnReceipt',
    'CloseReturnReceipt',
  ],
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
        if (receipt.status === 'unknown') return append(ReturnExpected.of(command.data));
        if (receipt.status !== 'noted') return [];
        const arrived = ReturnArrived.of({ returnId, orderId, lines, warehouse: receipt.warehouse! });
        return append(ReturnExpected.of(command.data), arrived);
      }
      case 'CallOffReturnReceipt':
        return receipt.status === 'expected' ? append(ReturnReceiptCalledOff.of(command.data)) : [];
      case 'RegisterReturnArrival': {
        const { warehouse } = command.data;
        if (receipt.status === 'unknown') return append(ReturnParcelNoted.of({ returnId, warehouse }));
        const isAwaited = ['expected', 'cancelled', 'expired'].includes(receipt.status);
        if (!isAwaited) return [];
        return append(ReturnArrived.of({ returnId, orderId: receipt.orderId!, lines: [...receipt.lines], warehouse }));
      }
      case 'MoveReturnReceipt': {
        const { warehouse } = command.data;
        const isHere = ['arrived', 'noted', 'closed'].includes(receipt.status);
        if (!isHere || receipt.warehouse === warehouse) return [];
        if (receipt.graded.length === 0) return append(ReturnReceiptMoved.of({ returnId, warehouse }));
        return append(ReturnArrivalKept.of({ returnId, orderId: receipt.orderId!, warehouse: receipt.warehouse! }));
      }
      case 'GradeReturn':
        return grade(command.data, receipt, read);
      case 'CloseReturnReceipt': {
        const closing = ownReturn(receipt.customerId, command.data.callers) ?? close(returnId, receipt);
        return closing instanceof Rejection ? closing : append(closing);
      }
      default:
        return never(command);
    }
  },
};

function grade(
  { returnId, grades, knownSkus, close: closes, callers, lowUnits }: GradeReturn['data'],
  receipt: ReturnReceipt,
  read: Read,
) {
  const refused = ownReturn(receipt.customerId, callers) ?? refusal(returnId, receipt);
  if (refused) return refused;
  const outcome = graded(returnId, grades, knownSkus, lowUnits, receipt, read);
  if (outcome instanceof Rejection) return outcome;
  const { changes, happened } = outcome;
  const closing = closes ? [close(returnId, fold(returnReceiptAggregate, happened, receipt))] : [];
  if (closing[0] instanceof Rejection) return closing[0];
  const events = [...happened, ...(closing as ReceiptEvent[])];
  return [...changes, { to: returnReceiptAggregate, id: returnId, events }];
}

function close(returnId: string, receipt: ReturnReceipt): ReceiptEvent | Rejection {
  const refused = refusal(returnId, receipt);
  if (refused) return refused;
  const lines = ungraded(receipt);
  if (lines.length > 0)
    return rule(
      'return-not-graded',
      `Some units are not graded yet, on the lines ${lines.join(', ')}. Grade them first.`,
      { lines },
    );
  return ReturnReceiptClosed.of({ returnId, orderId: receipt.orderId!, graded: [...receipt.graded] });
}

function refusal(returnId: string, { status }: ReturnReceipt) {
  if (status === 'unknown') return notFound('return-unknown', `The return ${returnId} is not known here.`);
  if (status === 'closed') return conflict('return-closed', `The inspection of the return ${returnId} is closed.`);
  if (status !== 'arrived')
    return conflict('return-not-arrived', `The parcel of the return ${returnId} has not arrived yet.`);
  return undefined;
}

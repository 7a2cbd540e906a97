import { notPersonal, VoucherExpired, VoucherIssued, VoucherTransferred, VoucherVoided } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { followSoldVoucherWhenItsValueMoves } from './follow-sold-voucher-when-its-value-moves.policy';

const react = (event: Parameters<typeof recorded>[0]) => followSoldVoucherWhenItsValueMoves.react(recorded(event));
const money = { voucherId: 'v1', amountMinor: 500, currency: 'GBP' };
const moved = { ...money, balanceMinor: 0, status: 'voided' as const };
const issued = (more: { cause: 'sold' | 'goodwill'; orderId?: string }) =>
  VoucherIssued.of({ ...money, code: notPersonal('sealed'), codeHash: 'hash', ...more });

describe('a voucher of marketing', () => {
  it('belongs to the order that bought it, and to none where it is goodwill', () => {
    expect(react(issued({ cause: 'sold', orderId: 'o-1' }))).toEqual([
      { type: 'NoteVoucherSale', data: { ...money, orderId: 'o-1' } },
    ]);
    expect(react(issued({ cause: 'goodwill', orderId: 'o-1' }))).toEqual([]);
    expect(react(issued({ cause: 'sold' }))).toEqual([]);
  });
  it('is worth less when a part is void or expired, and goes on when it is transferred', () => {
    const { eventId: causeId } = recorded(VoucherExpired.of(moved));
    const loss = [{ type: 'NoteVoucherLoss', data: { voucherId: 'v1', causeId, amountMinor: 500 } }];
    expect(react(VoucherVoided.of({ ...moved, reason: notPersonal('a reason') }))).toEqual(loss);
    expect(react(VoucherExpired.of(moved))).toEqual(loss);
    expect(react(VoucherTransferred.of({ ...moved, toVoucherId: 'v2' }))).toEqual([
      { type: 'NoteVoucherSuccessor', data: { voucherId: 'v1', toVoucherId: 'v2' } },
    ]);
  });
});

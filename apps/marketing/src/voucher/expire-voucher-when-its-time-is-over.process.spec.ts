import { givenProcess, recorded } from '@concord/event-sourcing';
import { issued, voucherId } from '../credit/examples';
import { expireVoucherWhenItsTimeIsOver } from './expire-voucher-when-its-time-is-over.process';

describe('the time of a voucher', () => {
  const past = givenProcess(expireVoucherWhenItsTimeIsOver);
  it('ends the voucher', () => {
    past()
      .when(recorded(issued(500, { expiresAt: '2026-01-05T09:00:01.000Z' })))
      .then({ timers: [{ name: 'expire', inMs: 1_000 }] });
    past()
      .whenTimeout('expire', voucherId)
      .then({ commands: [{ type: 'ExpireVoucher', data: { voucherId } }] });
  });
  it('may have no end', () =>
    past()
      .when(recorded(issued(500)))
      .then({}));
});

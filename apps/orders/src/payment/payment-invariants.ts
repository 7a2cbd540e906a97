import type { Invariant } from '@concord/service';

/** What must hold of the money of all orders. */
export const PAYMENT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'never-captured-beyond-the-total',
    rule: 'No more is captured for an order than its total.',
    offenders: `select order_id as "orderId", total_minor as "totalMinor", captured_minor as "capturedMinor"
      from order_history_view where captured_minor > total_minor`,
  },
  {
    name: 'never-refunded-beyond-captured',
    rule: 'No more is refunded than was captured: neither what is asked for, nor what went back.',
    offenders: `select order_id as "orderId", captured_minor as "capturedMinor", refunded_minor as "refundedMinor"
      from order_history_view where refunded_minor > captured_minor
      union all
      select order_id, captured_minor, refunds_minor from payment_view, lateral (
        select sum(greatest((r ->> 'amountMinor')::bigint, (r ->> 'paidMinor')::bigint)) as refunds_minor
        from jsonb_array_elements(refunds) r
      ) asked
      where captured_minor < refunds_minor`,
  },
  {
    name: 'no-money-for-an-order-that-ended',
    rule: 'For a rejected or cancelled order nothing is captured, and nothing stays authorised.',
    offenders: `select o.order_id as "orderId", o.status, p.status as "paymentStatus"
      from order_history_view o join payment_view p using (order_id)
      where o.status in ('rejected', 'cancelled') and (p.captured_minor > 0 or p.status = 'authorised')`,
  },
  {
    name: 'nothing-set-aside-beyond-the-parcels',
    rule: 'Once the last parcel has left, nothing is authorised beyond what is captured or still asked for.',
    offenders: `select o.order_id as "orderId", p.authorised_minor as "authorisedMinor", p.captures
      from order_history_view o join payment_view p using (order_id)
      where o.status in ('shipped', 'delivered') and p.method = 'card' and p.status <> 'voiding'
        and p.authorised_minor > (select coalesce(sum((c ->> 'amountMinor')::bigint), 0) from jsonb_array_elements(p.captures) c)`,
  },
  {
    name: 'no-parcel-without-its-money',
    rule: 'The money of every parcel could be captured, or is still asked for.',
    offenders: `select order_id as "orderId", captures from payment_view
      where captures @> '[{"status": "escalated"}]'`,
  },
];

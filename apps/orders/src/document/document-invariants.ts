import type { Invariant } from '@concord/service';

/** Orders from before there were documents have none. */
const WITH_DOCUMENTS = `o.placed_at > (select min(issued_at) from document_view)`;
const sumOf = (list: string) =>
  `(select coalesce(sum((e ->> 'amountMinor')::bigint), 0) from jsonb_array_elements(${list}) e)`;

/** What holds for the documents and the money of all orders at any moment. */
export const DOCUMENT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'series-without-gaps',
    rule: 'The numbers of every series of documents are 1, 2, 3 … without a gap and without a double.',
    offenders: `select series, count(*)::int as documents, min(number) as "from", max(number) as "to"
      from document_view group by series
      having min(number) <> 1 or max(number) <> count(*) or count(distinct number) <> count(*)`,
  },
  {
    name: 'what-is-charged-is-invoiced',
    rule: 'The invoices of an order are what was captured or opened on account for its parcels, besides vouchers and points.',
    offenders: `select order_id as "orderId", charged, invoiced from (
        select p.order_id,
          case p.method when 'invoice' then p.open_minor + p.captured_minor + p.credited_minor
            else (select coalesce(sum((c ->> 'amountMinor')::bigint), 0) from jsonb_array_elements(p.captures) c
                  where c ->> 'status' = 'captured') end as charged,
          (select coalesce(sum(d.total_minor - d.credits_minor), 0) from document_view d
           where d.order_id = p.order_id and d.kind = 'invoice' and (p.method = 'invoice' or d.fulfilment_id in
             (select c ->> 'fulfilmentId' from jsonb_array_elements(p.captures) c where c ->> 'status' = 'captured'))) as invoiced
        from payment_view p join order_history_view o using (order_id) where ${WITH_DOCUMENTS}) x
      where charged <> invoiced`,
  },
  {
    name: 'what-goes-back-is-on-a-credit-note',
    rule: 'The credit notes of an order are what was refunded, credited or is owed, and what went back to vouchers and points.',
    offenders: `select order_id as "orderId", back, noted, credits_back_minor as "creditsBackMinor" from (
        select o.order_id, o.credits_back_minor,
          coalesce((select sum(p.credited_minor + p.owed_minor + ${sumOf('p.refunds')})
            from payment_view p where p.order_id = o.order_id), 0) as back,
          (select coalesce(sum(d.total_minor), 0) from document_view d
           where d.order_id = o.order_id and d.kind = 'credit-note') as noted
        from order_history_view o where ${WITH_DOCUMENTS}) x
      -- Credits of cancelled units go back without a note: nothing of them was invoiced.
      where noted < back or noted > back + credits_back_minor`,
  },
];

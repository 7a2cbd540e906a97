import { Module } from '@nestjs/common';
import { fact, mirrors, mirrorsEach, service, settingsOf, type ServiceParts } from '@concord/service';
import { CampaignController } from './campaign/campaign.controller';
import { campaigns } from './campaign/campaigns.projection';
import { CaseController } from './case/case.controller';
import { caseFile } from './case/case.decider';
import { cases } from './case/cases.projection';
import { openCaseWhenChargebackReceived } from './case/open-case-when-chargeback-received.policy';
import { openCaseWhenCaptureFailed } from './case/open-case-when-capture-failed.policy';
import { openCaseWhenPromiseQuestionUnanswered } from './case/open-case-when-promise-question-unanswered.policy';
import { openCaseWhenClaimOpened } from './case/open-case-when-claim-opened.policy';
import { openCaseWhenParcelUnannounced } from './case/open-case-when-parcel-unannounced.policy';
import { openCaseWhenCheckoutStuck } from './case/open-case-when-checkout-stuck.policy';
import { openCaseWhenCreditMissing } from './case/open-case-when-credit-missing.policy';
import { openCaseWhenGoodsNotPaid } from './case/open-case-when-goods-not-paid.policy';
import { openCaseWhenRefundBounced } from './case/open-case-when-refund-bounced.policy';
import { openCaseWhenRefundEscalated } from './case/open-case-when-refund-escalated.policy';
import { openCaseWhenRefundPaidAfterAll } from './case/open-case-when-refund-paid-after-all.policy';
import { openCaseWhenRefundPayoutOverdue } from './case/open-case-when-refund-payout-overdue.policy';
import { openCaseWhenReturnUndecided } from './case/open-case-when-return-undecided.policy';
import { resolveCaseWhenPromiseQuestionOver } from './case/resolve-case-when-promise-question-over.policy';
import { resolveCaseWhenClaimResolved } from './case/resolve-case-when-claim-resolved.policy';
import { resolveCaseWhenPaymentCaptured } from './case/resolve-case-when-payment-captured.policy';
import { resolveCaseWhenRefundSucceeded } from './case/resolve-case-when-refund-succeeded.policy';
import { resolveCaseWhenCheckoutEnded } from './case/resolve-case-when-checkout-ended.policy';
import { resolveOrderCase } from './case/resolve-order-case.decider';
import { openCaseWhenStockOversold } from './case/open-case-when-stock-oversold.policy';
import { addBuyer } from './company/add-buyer.decider';
import { BuyerController } from './company/buyer.controller';
import { buyers } from './company/buyers.projection';
import { companies } from './company/companies.projection';
import { CompanyController } from './company/company.controller';
import { company } from './company/company.decider';
import { removeBuyerWhenCustomerErased } from './company/remove-buyer-when-customer-erased.policy';
import { SandboxVatRegister } from './company/sandbox-vat-register.gateway';
import { VAT_REGISTER } from './company/vat-register.gateway';
import { CustomerController } from './customer/customer.controller';
import { customer } from './customer/customer.decider';
import { customers } from './customer/customers.projection';
import { destroyKeysWhenErasureRequested } from './erasure/destroy-keys-when-erasure-requested.process';
import { ErasureController } from './erasure/erasure.controller';
import { guest } from './erasure/guest.decider';
import { VaultGateway } from './erasure/vault.gateway';
import { OrderPageController } from './order-page/order-page.controller';
import { orderPages } from './order-page/order-pages.projection';
import { orderRecipients } from './order-page/order-recipients.projection';
import { askedBack } from './return-desk/asked-back.aggregate';
import { returnRequest } from './return-desk/request-return-at-desk.decider';
import { ReturnDeskController } from './return-desk/return-desk.controller';
import { asOrdersSays, returnDesk } from './return-desk/return-desk.projection';
import { StockController } from './stock/stock.controller';
import { stockFacts } from './stock/stock-facts.projection';

/** What customer-service is made of. */
export const customerService: ServiceParts = {
  name: 'customer-service',
  deciders: [customer, guest, returnRequest, caseFile, resolveOrderCase, company, addBuyer],
  aggregates: [askedBack],
  projections: [
    settingsOf('customer-service'),
    customers,
    orderPages,
    orderRecipients,
    returnDesk,
    cases,
    stockFacts,
    campaigns,
    companies,
    buyers,
  ],
  facts: [
    fact(
      'customer-service.cases',
      cases,
      'caseId',
      ({ kind, status, orderId, refs }) => ({ kind, isOpen: status !== 'resolved', orderId, sku: refs['sku'] ?? null }),
      { order: 'orderId' },
    ),
    // A customer without groups is no row: most customers have none.
    fact('customer-service.groups', customers, 'customerId', ({ groups }) => (groups.length > 0 ? { groups } : null)),
    fact('customer-service.companies', companies, 'companyId', (row) => {
      const { name, country, vatNumber, vatCheckedAt, currency, creditLimitMinor, groups } = row;
      return { name, country, vatNumber, vatCheckedAt, currency, creditLimitMinor, groups };
    }),
    fact('customer-service.buyers', buyers, 'customerId', ({ companyId, orderLimitMinor }) => {
      return { companyId, orderLimitMinor };
    }),
  ],
  mirrors: [
    mirrors('orders.orders', orderPages, 'orderId', (row) => {
      const { status, channel, customerId } = row;
      const { totalMinor, cancelledMinor, capturedMinor, refundedMinor } = row;
      return { status, channel, customerId, totalMinor, cancelledMinor, capturedMinor, refundedMinor };
    }),
    mirrors('orders.orders', orderRecipients, 'orderId', ({ customerId, shipTo: { country } }) => {
      return { customerId, country };
    }),
    mirrorsEach('logistics.parcels', orderPages, 'orderId', ({ parcels }) =>
      parcels.map(({ fulfilmentId, ...parcel }) => [fulfilmentId, parcel] as const),
    ),
    mirrors('orders.returns', returnDesk, 'returnId', asOrdersSays),
    mirrors('inventory.inspections', returnDesk, 'returnId', ({ orderId, graded }) =>
      graded.length > 0 ? { orderId, graded } : null,
    ),
    mirrors('inventory.stock', stockFacts, 'sku', ({ sellable, level }) => ({ sellable, level })),
    mirrors('marketing.campaigns', campaigns, 'campaignId', ({ name, status, skus, from, to }) => {
      return { name, status, skus, from, to };
    }),
  ],
  mirrorsNothing: [
    { projection: customers, because: 'It notes the first order of a customer, and orders keeps no row by customer.' },
  ],
  policies: [
    openCaseWhenRefundBounced,
    openCaseWhenRefundEscalated,
    openCaseWhenRefundPaidAfterAll,
    openCaseWhenRefundPayoutOverdue,
    openCaseWhenCaptureFailed,
    openCaseWhenClaimOpened,
    openCaseWhenPromiseQuestionUnanswered,
    openCaseWhenCreditMissing,
    openCaseWhenGoodsNotPaid,
    openCaseWhenChargebackReceived,
    openCaseWhenCheckoutStuck,
    openCaseWhenParcelUnannounced,
    openCaseWhenReturnUndecided,
    openCaseWhenStockOversold,
    resolveCaseWhenCheckoutEnded,
    resolveCaseWhenPromiseQuestionOver,
    resolveCaseWhenClaimResolved,
    resolveCaseWhenRefundSucceeded,
    resolveCaseWhenPaymentCaptured,
    removeBuyerWhenCustomerErased,
  ],
  processes: [destroyKeysWhenErasureRequested],
  gateways: [VaultGateway],
  providers: [{ provide: VAT_REGISTER, useClass: SandboxVatRegister }],
  // Nearly all events that it reads change only views: larger fetches cost less, and no caller waits for an answer.
  gapMs: 100,
  streamPermission: 'customer.read',
  invariants: [
    {
      name: 'returns-stay-within-delivered',
      rule: 'For no SKU and no line of an order do more units come back than were ordered.',
      // Inventory counts returned units by SKU; orders decides their line.
      offenders: `with graded as (
          select r.order_id, a.value ->> 'sku' as of, sum((a.value ->> 'quantity')::bigint) as units
            from return_desk_view r, jsonb_array_elements(r.graded) a
           where a.value ->> 'grade' not in ('M', 'W') group by 1, 2),
        counted as (
          select p.order_id, c.value ->> 'lineId' as of, sum((c.value ->> 'quantity')::bigint) as units
            from order_page_view p, jsonb_array_elements(p.returns) r, jsonb_array_elements(r.value -> 'counted') c
           group by 1, 2),
        ordered as (
          select p.order_id, l.value ->> 'sku' as sku, l.value ->> 'lineId' as line_id,
                 (l.value ->> 'quantity')::bigint as units
            from order_page_view p, jsonb_array_elements(p.lines) l)
        select g.order_id, 'sku' as by, g.of, g.units, sum(o.units) as ordered
          from graded g join ordered o on o.order_id = g.order_id and o.sku = g.of
         group by 1, 2, 3, 4 having g.units > sum(o.units)
        union all
        select c.order_id, 'line', c.of, c.units, o.units
          from counted c join ordered o on o.order_id = c.order_id and o.line_id = c.of
         where c.units > o.units`,
    },
    {
      name: 'one-open-case-per-order-kind-and-matter',
      rule: 'An order has at most one open case of a kind about a matter.',
      offenders: `select order_id, kind, matter, count(*) as cases from case_view
        where order_id is not null and status <> 'resolved' group by 1, 2, 3 having count(*) > 1`,
    },
  ],
};

@Module({
  imports: [service(customerService)],
  controllers: [
    CustomerController,
    ErasureController,
    OrderPageController,
    ReturnDeskController,
    CaseController,
    StockController,
    CampaignController,
    CompanyController,
    BuyerController,
  ],
})
export class CustomerServiceModule {}

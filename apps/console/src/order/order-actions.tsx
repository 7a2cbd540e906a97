import { hasLeft, isCancellable } from '@concord/client/screens';
import { Group } from '@mantine/core';
import type { CustomerService, Orders } from '@concord/client';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { AfterSalesActions } from '../after-sales/after-sales-actions';
import { majorOf, minorOf } from '../money/minor';
import { money } from '../money/money';
import { fieldOf, goodsOf, someOf, wantedOf } from './asked-lines';
import { useMay } from '../session/session';
import { shop } from '../shop';

const REASONS = [
  'does-not-fit',
  'not-liked',
  'changed-mind',
  'ordered-by-mistake',
  'defective',
  'damaged',
  'wrong-item',
  'not-as-described',
  'other',
] as const;
/** What the person may do with the order as it stands. */
export function OrderActions({ order }: { readonly order: Orders.Order }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { orderId, status, currency, totalMinor, capturedMinor, refundedMinor, paymentMethod } = order;
  const path = { orderId };
  const goods = goodsOf(order);
  const reason: Field = { name: 'reason', label: t('order.reason'), kind: 'text', max: 200 };
  const amount: Field = {
    name: 'amount',
    label: t('order.amount', { currency }),
    kind: 'number',
    min: majorOf(1, currency),
  };
  const lateFlag: Field = { name: 'late', label: t('order.late'), kind: 'flag', initial: false };
  const lateReason: Field = {
    name: 'lateReason',
    path: 'beyondWindowReason',
    label: t('order.lateReason'),
    kind: 'text',
    max: 400,
  };
  return (
    <Group gap="xs">
      {hasLeft(status) && may('return.request') && (
        <Action
          label={t('order.return')}
          says={t('order.returnSays')}
          isMain
          fields={({ late }) => [
            ...goods.map(fieldOf),
            {
              name: 'why',
              label: t('order.why'),
              kind: 'choice',
              initial: 'changed-mind',
              choices: REASONS.map((value) => ({ value, label: t(`order.reasons.${value}`) })),
            },
            ...(may('return.allow-late') ? [lateFlag] : []),
            ...(late === true ? [lateReason] : []),
          ]}
          run={(typed) => {
            const reasonCode = typed['why'] as CustomerService.ReturnedLine['reasonCode'];
            const returned = someOf(goods, typed, t('order.noUnits')).map((line) => ({
              ...line,
              reason: String(reasonCode),
              reasonCode,
            }));
            const late = typed['late'] === true && {
              beyondWindow: true,
              beyondWindowReason: String(typed['lateReason']),
            };
            return shop.customerService.post('/v1/return-desk/requests', {
              body: { orderId, lines: returned, ...late },
            });
          }}
        />
      )}
      <AfterSalesActions order={order} />
      {paymentMethod === 'invoice' && hasLeft(status) && may('payment.record') && (
        <Action
          label={t('order.recordPayment')}
          says={t('order.recordPaymentSays')}
          fields={[amount, { name: 'reference', label: t('order.paymentReference'), kind: 'text', max: 200 }]}
          run={({ amount: paid, reference }) => {
            const body = { amountMinor: minorOf(paid, currency), reference: String(reference) };
            return shop.orders.post('/v1/orders/{orderId}/invoice-payments', { path, body });
          }}
        />
      )}
      {capturedMinor > refundedMinor && may('payment.refund') && (
        <Action
          label={t('order.refund')}
          says={t('order.refundSays', {
            captured: money(capturedMinor, currency, language),
            refunded: money(refundedMinor, currency, language),
          })}
          fields={[amount, reason]}
          run={({ amount: back, reason: why }) => {
            const body = { amountMinor: minorOf(back, currency), reason: String(why) };
            return shop.orders.post('/v1/orders/{orderId}/refunds', { path, body });
          }}
        />
      )}
      {may('case.open') && (
        <Action
          label={t('order.openCase')}
          says={t('order.caseSays')}
          fields={[
            { name: 'kind', label: t('order.caseKind'), kind: 'text', initial: 'question', max: 60 },
            { name: 'text', label: t('order.caseText'), kind: 'long', max: 2_000 },
          ]}
          run={({ kind, text }) =>
            shop.customerService.post('/v1/cases', { body: { kind: String(kind), text: String(text), orderId } })
          }
        />
      )}
      {isCancellable(status) && may('order.cancel') && (
        <Action
          label={t('order.cancel')}
          says={t('order.cancelSays', {
            amount: money(paymentMethod === 'card' ? totalMinor - capturedMinor : 0, currency, language),
          })}
          isDanger
          fields={[reason, ...goods.map(fieldOf)]}
          run={(typed) => {
            const some = wantedOf(goods, typed);
            const body = { reason: String(typed['reason']), ...(some.length > 0 && { lines: some }) };
            return shop.orders.post('/v1/orders/{orderId}/cancel', { path, body });
          }}
        />
      )}
    </Group>
  );
}

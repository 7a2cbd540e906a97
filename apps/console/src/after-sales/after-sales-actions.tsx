import type { Orders } from '@concord/client';
import { hasLeft } from '@concord/client/screens';
import { Action, type Field, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { fieldOf, goodsOf, someOf, wantedOf } from '../order/asked-lines';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { afterSalesWords } from './after-sales.words';
import { ExchangePrice, useShownPrice } from './exchange-price';

type Kind = keyof typeof afterSalesWords.english.kinds;
type Mode = keyof typeof afterSalesWords.english.modes;
const KINDS = Object.keys(afterSalesWords.english.kinds) as Kind[];
const MODES = Object.keys(afterSalesWords.english.modes) as Mode[];

const toSkuOf = ({ toSku }: Typed) => String(toSku ?? '').trim();

/** What a customer may want of goods that have left: others for them, or what they lack. */
export function AfterSalesActions({ order }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const may = useMay();
  const shown = useShownPrice();
  const { orderId, status } = order;
  const goods = goodsOf(order);
  if (!hasLeft(status) || goods.length === 0 || !may('return.request')) return null;
  const exchange: Field[] = [
    ...goods.map(fieldOf),
    { name: 'toSku', label: t('afterSales.toSku'), kind: 'text', max: 64 },
    {
      name: 'mode',
      label: t('afterSales.mode'),
      kind: 'choice',
      initial: 'after-return',
      choices: MODES.map((value) => ({ value, label: t(`afterSales.modes.${value}`) })),
    },
    { name: 'why', label: t('afterSales.why'), kind: 'text', max: 400 },
  ];
  const claim: Field[] = [
    ...goods.map(fieldOf),
    {
      name: 'kind',
      label: t('afterSales.kind'),
      kind: 'choice',
      initial: 'damaged',
      choices: KINDS.map((value) => ({ value, label: t(`afterSales.kinds.${value}`) })),
    },
    { name: 'description', label: t('afterSales.description'), kind: 'long', max: 1_000 },
  ];
  return (
    <>
      <Action
        label={t('afterSales.exchange')}
        says={(typed) => (
          <>
            {t('afterSales.exchangeSays')}
            <ExchangePrice
              orderId={orderId}
              lines={wantedOf(goods, typed).map((line) => ({ ...line, toSku: toSkuOf(typed) }))}
            />
          </>
        )}
        fields={exchange}
        run={async (typed) => {
          const wanted = someOf(goods, typed, t('order.noUnits')).map((line) => ({ ...line, toSku: toSkuOf(typed) }));
          const expectedTotalMinor = shown.totalOf({ orderId, lines: wanted });
          const body = {
            orderId,
            mode: typed['mode'] as Mode,
            lines: wanted.map((line) => ({ ...line, reason: String(typed['why']) })),
            ...(expectedTotalMinor !== undefined && { expectedTotalMinor }),
          };
          try {
            await shop.orders.post('/v1/exchanges', { body });
          } catch (error) {
            void shown.askAgain();
            throw error;
          }
        }}
      />
      <Action
        label={t('afterSales.claim')}
        says={t('afterSales.claimSays')}
        fields={claim}
        run={(typed) => {
          const lines = someOf(goods, typed, t('order.noUnits'));
          const body = { orderId, kind: typed['kind'] as Kind, lines, description: String(typed['description']) };
          return shop.orders.post('/v1/claims', { body });
        }}
      />
    </>
  );
}

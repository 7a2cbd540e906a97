import type { Catalog } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { minorOf } from '../money/minor';
import { useMay } from '../session/session';
import { Unfit } from '../problem/unfit';
import { shop } from '../shop';
import { tiersOf } from './tiers';

interface ProposePriceProps {
  readonly list: string;
  /** Null where the list has several. */
  readonly currency: string | null;
  readonly sku?: string;
}

/** Proposes a price for a list, with tiers and dates. */
export function ProposePrice({ list, currency, sku: known }: ProposePriceProps) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('catalog.price.propose')) return null;
  return (
    <Action
      label={t('price.propose')}
      says={t('price.proposeSays')}
      isMain={known === undefined}
      size={known === undefined ? 'sm' : 'compact-sm'}
      fields={[
        ...(known === undefined ? [{ name: 'sku', label: t('price.sku'), kind: 'text', max: 64 } as const] : []),
        { name: 'amount', label: t('price.amountIn'), kind: 'number', min: 0 },
        ...(currency === null
          ? [{ name: 'currency', label: t('price.currency'), kind: 'text', max: 3, initial: 'EUR' } as const]
          : []),
        { name: 'tiers', label: t('price.tiers'), description: t('price.tiersHint'), kind: 'text', isOptional: true },
        { name: 'from', label: t('price.begins'), kind: 'moment', isOptional: true },
        { name: 'until', label: t('price.endsAt'), kind: 'moment', isOptional: true },
        { name: 'reason', label: t('price.reason'), kind: 'text', max: 500, isOptional: true },
      ]}
      run={async ({ sku, amount, currency: typed, tiers, from, until, reason }) => {
        const code = currency ?? String(typed).toUpperCase();
        const steps = tiersOf(String(tiers ?? ''), code);
        if (!steps) throw new Unfit(t('price.tiersWrong'));
        await shop.catalog.post('/v1/prices/proposals', {
          body: {
            sku: known ?? String(sku),
            list,
            amountMinor: minorOf(amount, code),
            currency: code as Catalog.ProposePriceRequest['currency'],
            tiers: [...steps],
            ...(from !== undefined && { from: String(from) }),
            ...(until !== undefined && { until: String(until) }),
            ...(reason !== undefined && { reason: String(reason) }),
          },
        });
      }}
    />
  );
}

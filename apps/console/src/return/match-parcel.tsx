import { shortId } from '@concord/client/screens';
import type { Logistics } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { Loading } from '../list/loading';
import { shop } from '../shop';

/** As many as one still reads through. */
const CHOICES_MAX = 100;

/** Says to which expected return a parcel belongs. */
export function MatchParcel({ parcel: { returnId, orderId } }: { readonly parcel: Logistics.ReturnShipment }) {
  const { t } = useLanguage();
  const [isOpened, setOpened] = useState(false);
  const { data: expected = [], isLoading } = useQuery({
    queryKey: ['return-parcels', 'expected', orderId],
    queryFn: async ({ signal }) => {
      const query = { status: 'expected', limit: CHOICES_MAX, ...(orderId !== null && { order: orderId }) } as const;
      return (await shop.logistics.get('/v1/return-shipments', { query, signal })).data.items;
    },
    enabled: isOpened,
    meta: { hears: { services: ['logistics'] } },
  });
  const choices = expected.map(({ returnId: value, orderId: order }) => ({
    value,
    label: t('return.ofOrder', { id: shortId(value), order: shortId(order ?? '') }),
  }));
  const other: Field = { name: 'other', label: t('return.otherReturn'), kind: 'text', max: 100, isOptional: true };
  const listed: Field = {
    name: 'listed',
    label: t('return.return'),
    kind: 'choice',
    isOptional: true,
    choices,
    ...(choices.length === 1 && { initial: choices[0]!.value }),
  };
  const wrong: Field = { name: 'orderWrong', label: t('return.orderWrong'), kind: 'flag', initial: false };
  return (
    <Action
      label={t('return.match')}
      says={isLoading ? <Loading size="sm" /> : t(choices.length === 0 ? 'return.matchNone' : 'return.matchSays')}
      isMain
      size="compact-sm"
      onOpen={() => setOpened(true)}
      fields={[...(choices.length > 0 ? [listed] : []), other, ...(orderId === null ? [] : [wrong])]}
      run={({ listed: chosen, other: typed, orderWrong }) =>
        shop.logistics.post('/v1/return-shipments/{returnId}/match', {
          path: { returnId },
          body: { returnId: String(typed ?? chosen ?? '').trim(), ...(orderWrong === true && { orderWrong }) },
        })
      }
    />
  );
}

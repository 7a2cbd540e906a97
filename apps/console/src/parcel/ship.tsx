import type { Logistics } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { shop } from '../shop';

type ParcelProps = { readonly parcel: Logistics.Fulfilment };

/** Stands between a carrier and its service in the value of a choice. */
const BETWEEN = '\n';

/** Buys a label from a carrier, or from the first one that takes the parcel. */
export function BuyLabel({ parcel: { fulfilmentId } }: ParcelProps) {
  const { t } = useLanguage();
  const [isOpened, setOpened] = useState(false);
  const { data: carriers = [] } = useQuery({
    queryKey: ['carriers'],
    queryFn: async ({ signal }) => (await shop.logistics.get('/v1/carriers', { signal })).data.items,
    enabled: isOpened,
  });
  const offered = carriers.flatMap(({ carrier, services }) =>
    services.map((service) => ({ value: [carrier, service].join(BETWEEN), label: `${carrier} · ${service}` })),
  );
  return (
    <Action
      label={t('parcel.buyLabel')}
      says={t('parcel.buyLabelSays')}
      isMain
      size="lg"
      onOpen={() => setOpened(true)}
      fields={[
        {
          name: 'service',
          label: t('parcel.service'),
          kind: 'choice',
          isOptional: true,
          choices: [{ value: '', label: t('parcel.anyCarrier') }, ...offered],
        },
      ]}
      run={({ service: chosen }) => {
        const [carrier, service] = typeof chosen === 'string' ? chosen.split(BETWEEN) : [];
        const body = { ...(carrier && { carrier }), ...(service && { service }) };
        return shop.logistics.post('/v1/fulfilments/{id}/labels', { path: { id: fulfilmentId }, body });
      }}
    />
  );
}

/** The carrier has the parcel. */
export function HandOver({ parcel: { fulfilmentId, carrier } }: ParcelProps) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('parcel.handOver')}
      says={t('parcel.handOverSays', { carrier: carrier ?? '' })}
      isMain
      size="lg"
      run={() => shop.logistics.post('/v1/shipments/{id}/handover', { path: { id: fulfilmentId }, body: {} })}
    />
  );
}

/** The parcel arrived at the customer. */
export function Deliver({ parcel: { fulfilmentId } }: ParcelProps) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('parcel.deliver')}
      says={t('parcel.deliverSays')}
      isMain
      size="lg"
      fields={[
        { name: 'proof', label: t('parcel.proof'), description: t('parcel.proofHint'), kind: 'text', max: 500 },
        {
          name: 'deliveredAt',
          label: t('parcel.deliveredAt'),
          description: t('parcel.deliveredAtHint'),
          kind: 'moment',
          isOptional: true,
        },
      ]}
      run={({ proof, deliveredAt }) => {
        const body = { proof: String(proof), ...(deliveredAt !== undefined && { deliveredAt: String(deliveredAt) }) };
        return shop.logistics.post('/v1/shipments/{id}/deliver', { path: { id: fulfilmentId }, body });
      }}
    />
  );
}

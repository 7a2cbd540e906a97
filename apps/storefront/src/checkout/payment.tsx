import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useLanguage } from '../language/language';
import { channelOf, useSession } from '../session/session';

/** How the customer pays, as typed. */
export interface Paying {
  readonly method: 'card' | 'invoice';
  readonly token: string;
  readonly purchaseOrderNumber: string;
}

interface PaymentProps {
  readonly paying: Paying;
  readonly onChange: (paying: Paying) => void;
  /** Vouchers and points pay all of it. */
  readonly isPaid: boolean;
}

/** A card, and for companies an invoice. A real shop puts the field of its payment provider here, which makes the token. */
export function Payment({ paying, onChange, isPaid }: PaymentProps) {
  const { t } = useLanguage();
  const isCompany = channelOf(useSession()) === 'b2b';
  const { method, token, purchaseOrderNumber } = paying;
  return (
    <Stack gap="sm">
      {isPaid && <Text size="sm">{t('checkout.paid')}</Text>}
      {isCompany && !isPaid && (
        <Radio.Group
          label={t('checkout.method')}
          value={method}
          onChange={(chosen) => onChange({ ...paying, method: chosen === 'invoice' ? 'invoice' : 'card' })}
        >
          <Stack gap="xs" mt={4}>
            <Radio value="card" label={t('checkout.card')} />
            <Radio value="invoice" label={t('checkout.invoice')} />
          </Stack>
        </Radio.Group>
      )}
      {method === 'card' && !isPaid && (
        <TextInput
          label={t('checkout.token')}
          description={t('checkout.tokenWhy')}
          value={token}
          maxLength={200}
          autoComplete="off"
          onChange={({ currentTarget }) => onChange({ ...paying, token: currentTarget.value })}
        />
      )}
      {isCompany && (
        <TextInput
          label={t('checkout.purchaseOrderNumber')}
          value={purchaseOrderNumber}
          maxLength={100}
          autoComplete="off"
          onChange={({ currentTarget }) => onChange({ ...paying, purchaseOrderNumber: currentTarget.value })}
        />
      )}
    </Stack>
  );
}

import { Group } from '@mantine/core';
import type { Marketing } from '@concord/client';
import { useState } from 'react';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { majorOf, minorOf } from '../money/minor';
import { money } from '../money/money';
import { useMay } from '../session/session';
import { CURRENCIES, shop } from '../shop';
import { CodeDialog } from './code-dialog';

/** What the person may do with a voucher as it stands. */
export function VoucherActions({ voucher }: { readonly voucher: Marketing.Voucher }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const [code, setCode] = useState<string>();
  const { voucherId, status, currency, balanceMinor, inactiveMinor, heldMinor } = voucher;
  const path = { voucherId };
  const isOpen = status === 'active' || status === 'issued';
  const amount = money(balanceMinor + inactiveMinor, currency, language);
  return (
    <Group gap={4} justify="flex-end">
      {isOpen && may('voucher.code.read') && (
        <Action
          label={t('voucher.showCode')}
          says={t('voucher.showSays', { amount })}
          size="compact-sm"
          run={async () => setCode((await shop.marketing.post('/v1/vouchers/{voucherId}/code', { path })).data.code)}
        />
      )}
      {status === 'active' && balanceMinor > 0 && heldMinor === 0 && may('voucher.transfer') && (
        <Action
          label={t('voucher.transfer')}
          says={t('voucher.transferSays', { amount })}
          size="compact-sm"
          run={async () => {
            const answer = await shop.marketing.post('/v1/vouchers/{voucherId}/transfer', { path, body: {} });
            setCode(answer.data.code ?? undefined);
          }}
        />
      )}
      {isOpen && balanceMinor + inactiveMinor + heldMinor > 0 && may('voucher.void') && (
        <Action
          label={t('voucher.void')}
          says={t('voucher.voidSays', { amount })}
          fields={[{ name: 'reason', label: t('voucher.reason'), kind: 'text', max: 400 }]}
          isDanger
          size="compact-sm"
          run={({ reason }) =>
            shop.marketing.post('/v1/vouchers/{voucherId}/void', { path, body: { reason: String(reason) } })
          }
        />
      )}
      <CodeDialog code={code} onClose={() => setCode(undefined)} />
    </Group>
  );
}

/** Issues goodwill, for a customer where that is known. */
export function IssueVoucher({ customerId }: { readonly customerId?: string }) {
  const { t } = useLanguage();
  const may = useMay();
  const [code, setCode] = useState<string>();
  if (!may('voucher.issue')) return null;
  const owner = {
    name: 'customerId',
    label: t('voucher.customer'),
    description: t('voucher.customerHint'),
    kind: 'text',
    max: 100,
    isOptional: true,
  } as const;
  return (
    <>
      <Action
        label={t('voucher.issue')}
        says={t('voucher.issueSays')}
        isMain={customerId === undefined}
        fields={({ currency = CURRENCIES[0] }) => [
          { name: 'amount', label: t('voucher.amountPlain'), kind: 'number', min: majorOf(1, String(currency)) },
          {
            name: 'currency',
            label: t('voucher.currency'),
            kind: 'choice',
            initial: CURRENCIES[0],
            choices: CURRENCIES.map((value) => ({ value, label: value })),
          },
          ...(customerId === undefined ? [owner] : []),
        ]}
        run={async (typed) => {
          const currency = String(typed['currency']) as (typeof CURRENCIES)[number];
          const amountMinor = minorOf(typed['amount'], currency);
          const whose = customerId ?? (typed['customerId'] === undefined ? undefined : String(typed['customerId']));
          const answer = await shop.marketing.post('/v1/vouchers', {
            body: { amountMinor, currency, cause: 'goodwill', ...(whose !== undefined && { customerId: whose }) },
          });
          setCode(answer.data.code);
        }}
      />
      <CodeDialog code={code} onClose={() => setCode(undefined)} />
    </>
  );
}

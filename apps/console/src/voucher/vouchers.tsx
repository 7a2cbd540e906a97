import { Text } from '@mantine/core';
import type { Marketing } from '@concord/client';
import { CustomerLink } from '../customer/customer-link';
import { useLanguage } from '../language/language';
import { StatusFilter, TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { Money, money } from '../money/money';
import { exactTime } from '../moment/when';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import { IssueVoucher, VoucherActions } from './voucher-actions';

type Voucher = Marketing.Voucher;

const STATUSES = ['issued', 'active', 'voided', 'expired', 'transferred'] as const;
/** The end of an id tells vouchers apart; the beginning is the moment at which they were issued. */
const ID_CHARACTERS = 12;

/** All vouchers with what is left of them, and what can be done with each. */
export function Vouchers() {
  const { t, language } = useLanguage();
  const [{ status, customer }] = useFilters();
  const columns: Column<Voucher>[] = [
    {
      key: 'voucher',
      label: t('voucher.voucher'),
      cell: ({ voucherId, cause }) => (
        <>
          <Text className="figures">{voucherId.slice(-ID_CHARACTERS)}</Text>
          <Text size="xs" c="dimmed">
            {t(`voucher.causes.${cause}`)}
          </Text>
        </>
      ),
      text: ({ voucherId }) => voucherId,
    },
    statusColumn(t('voucher.status')),
    {
      key: 'balance',
      label: t('voucher.balance'),
      isNumber: true,
      cell: ({ balanceMinor, heldMinor, currency }) => (
        <>
          <Money minor={balanceMinor} currency={currency} />
          {heldMinor > 0 && (
            <Text size="xs" c="dimmed">
              {t('voucher.held', { amount: money(heldMinor, currency, language) })}
            </Text>
          )}
        </>
      ),
      text: ({ balanceMinor, currency }) => money(balanceMinor, currency, language),
    },
    {
      key: 'issued',
      label: t('voucher.issued'),
      isNumber: true,
      cell: ({ issuedMinor, currency }) => <Money minor={issuedMinor} currency={currency} />,
      text: ({ issuedMinor, currency }) => money(issuedMinor, currency, language),
    },
    {
      key: 'customer',
      label: t('voucher.customer'),
      cell: ({ customerId }) => customerId && <CustomerLink size="sm" customerId={customerId} />,
      text: ({ customerId }) => customerId,
    },
    {
      key: 'expires',
      label: t('voucher.expires'),
      cell: ({ expiresAt }) => (expiresAt ? exactTime(expiresAt, language) : t('voucher.noEnd')),
      text: ({ expiresAt }) => expiresAt,
      isWide: true,
    },
    { key: 'reason', label: t('voucher.reason'), cell: ({ reason }) => reason, text: ({ reason }) => reason },
    { key: 'do', label: '', cell: (row) => <VoucherActions voucher={row} />, text: () => undefined },
  ];
  return (
    <ListPage<Voucher>
      title={t('voucher.title')}
      intro={t('voucher.intro')}
      queryKey={['vouchers', status, customer]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as Voucher['status'] | undefined, customer };
        return (await shop.marketing.get('/v1/vouchers', { query, signal })).data;
      }}
      hears={{ services: ['marketing'] }}
      columns={columns}
      rowKey={({ voucherId }) => voucherId}
      empty={t('voucher.empty')}
      actions={<IssueVoucher />}
      filters={
        <>
          <StatusFilter label={t('voucher.status')} statuses={STATUSES} />
          <TextFilter name="customer" label={t('voucher.customer')} />
        </>
      }
    />
  );
}

import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Action } from '../action/action';
import { ScreenLink } from '../frame/screen-link';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Loading } from '../list/loading';
import { Money } from '../money/money';
import { When } from '../moment/when';
import { ProblemView } from '../problem/problem-view';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { IssueVoucher } from '../voucher/voucher-actions';

const LATEST = 5;

/** The vouchers and points of a customer, for those who may see them. */
export function CustomerCredit({ customerId }: { readonly customerId: string }) {
  const { t } = useLanguage();
  const may = useMay();
  const query = useQuery({
    queryKey: ['customer-credit', customerId],
    queryFn: async ({ signal }) => {
      const wanted = { customer: customerId, limit: LATEST };
      const [vouchers, points] = await Promise.all([
        shop.marketing.get('/v1/vouchers', { query: wanted, signal }),
        shop.marketing.get('/v1/loyalty/{customerId}', { path: { customerId }, signal }),
      ]);
      return { vouchers: vouchers.data, points: points.data };
    },
    enabled: may('voucher.read') && may('loyalty.read'),
    meta: { hears: { services: ['marketing'] } },
  });
  if (!may('voucher.read') || !may('loyalty.read')) return null;
  const { data } = query;
  return (
    <Section title={t('voucher.credit')}>
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {!query.error && !data && <Loading />}
      {data && (
        <>
          <Text size="sm">{pointsWords(data.points, t)}</Text>
          {data.points.nextExpiry && (
            <Text size="sm">
              {t('voucher.nextExpiry', { count: data.points.nextExpiry.points })}{' '}
              <When at={data.points.nextExpiry.at} />
            </Text>
          )}
          {data.vouchers.items.length === 0 && <Text size="sm">{t('voucher.none')}</Text>}
          {data.vouchers.items.map(({ voucherId, status, balanceMinor, currency }) => (
            <Group gap="sm" key={voucherId}>
              <StatusBadge status={status} />
              <Money minor={balanceMinor} currency={currency} />
            </Group>
          ))}
          {data.vouchers.items.length > 0 && (
            <ScreenLink size="sm" to="/vouchers" search={{ customer: customerId }}>
              {t('voucher.all')}
            </ScreenLink>
          )}
          <Group gap="xs">
            <IssueVoucher customerId={customerId} />
            {may('loyalty.adjust') && <AdjustPoints customerId={customerId} />}
          </Group>
        </>
      )}
    </Section>
  );
}

type Translate = ReturnType<typeof useLanguage>['t'];
interface Points {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
}

const pointsWords = ({ available, pending, held, owed }: Points, t: Translate): string =>
  [
    t('voucher.points', { count: available }),
    ...(pending > 0 ? [t('voucher.pending', { count: pending })] : []),
    ...(held > 0 ? [t('voucher.heldPoints', { count: held })] : []),
    ...(owed > 0 ? [t('voucher.owed', { count: owed })] : []),
  ].join(' · ');

function AdjustPoints({ customerId }: { readonly customerId: string }) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('voucher.adjust')}
      says={t('voucher.adjustSays')}
      fields={[
        { name: 'points', label: t('voucher.adjustPoints'), kind: 'number' },
        { name: 'reason', label: t('voucher.reason'), kind: 'text', max: 400 },
      ]}
      run={({ points, reason }) =>
        shop.marketing.post('/v1/loyalty/{customerId}/adjustments', {
          path: { customerId },
          body: { points: Number(points), reason: String(reason) },
        })
      }
    />
  );
}

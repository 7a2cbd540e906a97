import { Group, Text } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { Action } from '../action/action';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { saveFile } from '../list/save-file';
import { Unfit } from '../problem/unfit';
import { useMay } from '../session/session';
import { shop } from '../shop';

/** Gives a customer all that the shop keeps about them, or erases it. */
export function PersonalData({ customer }: { readonly customer: CustomerService.Customer360 }) {
  const { t } = useLanguage();
  const may = useMay();
  const { customerId, addresses, orders, erasedAt } = customer;
  if (!may('customer.export') && !may('customer.erase')) return null;
  const path = { customerId };
  const said = {
    customerId,
    addresses: t('customer.addressCount', { count: addresses.length }),
    orders: t('customer.orderCount', { count: orders['total'] ?? 0 }),
  };
  return (
    <Section title={t('customer.personal')}>
      <Text size="sm">{t('customer.personalSays')}</Text>
      <Group gap="xs">
        {may('customer.export') && (
          <Action
            label={t('customer.export')}
            says={t('customer.exportSays', said)}
            run={async () => {
              const { data } = await shop.customerService.post('/v1/customers/{customerId}/export', { path });
              saveFile(`${customerId}.json`, 'application/json', JSON.stringify(data, null, 2));
            }}
          />
        )}
        {may('customer.erase') && !erasedAt && (
          <Action
            label={t('customer.erase')}
            says={
              <>
                <Text size="sm">{t('customer.eraseSays', said)}</Text>
                <Text size="sm" mt="xs">
                  {t('customer.eraseRefused')}
                </Text>
              </>
            }
            isDanger
            fields={[{ name: 'typed', label: t('customer.typeId', { customerId }), kind: 'text', max: 100 }]}
            run={async ({ typed }) => {
              if (typed !== customerId) throw new Unfit(t('customer.typedWrong'));
              await shop.customerService.post('/v1/customers/{customerId}/erase', { path });
            }}
          />
        )}
      </Group>
    </Section>
  );
}

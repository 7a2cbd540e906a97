import { Alert, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { shop } from '../shop';

/** The tax classes that something has, and where a rate of one is missing. */
export function TaxClasses({ asOf }: { readonly asOf: string | undefined }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['tax-classes', asOf],
    queryFn: async ({ signal }) => (await shop.orders.get('/v1/tax/classes', { query: { asOf }, signal })).data.classes,
    meta: { hears: { services: ['orders', 'catalog', 'logistics'] } },
  });
  if (!query.data) return <Unanswered query={query} size="sm" />;
  const missing = query.data.filter(
    ({ skus, shipOptions, zonesWithoutRate }) => skus + shipOptions > 0 && zonesWithoutRate.length > 0,
  );
  return (
    <>
      {missing.length > 0 && (
        <Alert color="orange" variant="light" title={t('tax.missing', { count: missing.length })}>
          {missing.map(({ taxClass, zonesWithoutRate }) => (
            <Text size="sm" key={taxClass}>
              {t('tax.missingSays', { taxClass, zones: zonesWithoutRate.join(', ') })}
            </Text>
          ))}
        </Alert>
      )}
      <Section title={t('tax.classes')} empty={query.data.length === 0 && t('tax.classesEmpty')}>
        <Table.ScrollContainer minWidth={280}>
          <Table aria-label={t('tax.classes')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('tax.taxClass')}</Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('tax.skus')}
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  {t('tax.shipOptions')}
                </Table.Th>
                <Table.Th scope="col">{t('tax.without')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {query.data.map(({ taxClass, skus, shipOptions, zonesWithoutRate }) => (
                <Table.Tr key={taxClass}>
                  <Table.Td>{taxClass}</Table.Td>
                  <Table.Td ta="right">{skus}</Table.Td>
                  <Table.Td ta="right">{shipOptions}</Table.Td>
                  <Table.Td>{zonesWithoutRate.join(', ') || t('tax.none')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Section>
    </>
  );
}

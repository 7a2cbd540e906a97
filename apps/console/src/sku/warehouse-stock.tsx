import { Card, Table, Text, Title } from '@mantine/core';
import type { Inventory } from '@concord/client';
import { useLanguage } from '../language/language';

/** The units at each warehouse, as inventory has them now. */
export function WarehouseStock({ stock }: { readonly stock: Inventory.Stock | null }) {
  const { t } = useLanguage();
  const rows = Object.entries(stock?.warehouses ?? {});
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {t('sku.warehouses')}
      </Title>
      {rows.length === 0 && <Text size="sm">{t('sku.noStock')}</Text>}
      {rows.length > 0 && (
        <Table aria-label={t('sku.warehouses')} verticalSpacing={4} horizontalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('sku.warehouse')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('sku.available')}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t('sku.reserved').toLowerCase()}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t('sku.second')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([code, { available, reserved, quality, damaged, refurb, sells }]) => (
              <Table.Tr key={code}>
                <Table.Th scope="row" fw={500}>
                  {code}
                  {!sells && (
                    <Text size="xs" c="dimmed">
                      {t('sku.notSelling')}
                    </Text>
                  )}
                </Table.Th>
                <Table.Td ta="right">{available}</Table.Td>
                <Table.Td ta="right">{reserved}</Table.Td>
                <Table.Td ta="right">{quality + damaged + refurb}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}

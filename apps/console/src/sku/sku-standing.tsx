import { Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { Oversight } from '@concord/client';
import { CoverageBar } from '../coverage/coverage-bar';
import { useLanguage } from '../language/language';
import { ProductOfSku } from '../product/product-of-sku';
import { StatusBadge } from '../status/status';

/** Whether what is promised can be kept, why, and the figures behind it. */
export function SkuStanding({ data }: { readonly data: Oversight.Sku }) {
  const { t } = useLanguage();
  const { state, words, stock, incoming, coverageMilli } = data;
  const figures = [
    [t('board.sellable'), stock.sellable],
    [t('sku.onHand'), stock.onHand],
    [t('sku.reserved'), stock.reserved],
    [t('sku.incoming'), incoming.reduce((sum, { quantity }) => sum + quantity, 0)],
  ] as const;
  return (
    <Card withBorder component="section">
      <Group mb="xs">
        <Title order={2} size="h4">
          {t('sku.standing')}
        </Title>
        <StatusBadge status={state} />
      </Group>
      <Text mb="sm">{words}</Text>
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs" component="dl" m={0}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fz={24} fw={650} lh={1.2} className="figures">
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {coverageMilli !== null && (
        <Stack gap={2} mt="sm">
          <Text size="xs" c="dimmed">
            {t('sku.coverage')}
          </Text>
          <CoverageBar milli={coverageMilli} />
        </Stack>
      )}
    </Card>
  );
}

/** What the catalog still lacks of it. */
export function SkuContent({ data: { sku, content, categories } }: { readonly data: Oversight.Sku }) {
  const { t } = useLanguage();
  const named = (gaps: Oversight.Sku['content']['gaps']) =>
    gaps.map(({ what }) => t(`sku.gap.${what as 'title'}`, { defaultValue: what })).join(', ');
  const blocking = content.gaps.filter(({ blocks }) => blocks);
  return (
    <Card withBorder component="section">
      <Group mb="xs">
        <Title order={2} size="h4">
          {t('sku.content')}
        </Title>
        {content.status !== 'unknown' && <StatusBadge status={content.status} />}
      </Group>
      <Text size="sm">
        {content.status === 'unknown'
          ? t('sku.contentUnknown')
          : content.gaps.length === 0
            ? t('sku.contentWhole')
            : t('sku.contentGaps', { gaps: named(content.gaps) })}
      </Text>
      {blocking.length > 0 && (
        <Text size="sm" c="var(--mantine-color-red-light-color)">
          {t('sku.contentBlocks', { gaps: named(blocking) })}
        </Text>
      )}
      {categories.length > 0 && (
        <Text size="xs" c="dimmed">
          {categories.map(({ name }) => name).join(', ')}
        </Text>
      )}
      <ProductOfSku sku={sku} />
    </Card>
  );
}

import type { Catalog } from '@concord/client';
import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Action, type Typed } from '../action/action';
import { partsOf } from '../action/parts-of';
import { useCategories } from '../category/categories';
import { useLanguage } from '../language/language';
import { typedList } from '../list/typed-list';
import { useMay, useSession } from '../session/session';
import { CHANNELS, shop, type Channel } from '../shop';
import { useVariantFields, variantOf } from './variant-fields';

type Product = Catalog.ProductWithVariants;

interface ProductProps {
  readonly product: Product;
}

/** What the person may do with a product: a change reaches all its sales channels. */
export function ProductActions({ product }: ProductProps) {
  const may = useMay();
  const { scopes } = useSession();
  const reachesAll = product.channels.every((channel) => scopes.channels?.includes(channel) ?? true);
  if (!reachesAll) return null;
  return (
    <Group gap="xs">
      {may('catalog.product.write') && (
        <>
          <Publish product={product} />
          <Revise product={product} />
          <AddVariant product={product} />
          <Categorise product={product} />
        </>
      )}
      {may('catalog.tax.write') && <SetTaxClass product={product} />}
      {may('catalog.product.write') && product.status === 'published' && <Withdraw product={product} />}
    </Group>
  );
}

function Publish({ product: { productId, status, skus, channels } }: ProductProps) {
  const { t } = useLanguage();
  const { scopes } = useSession();
  const isPublished = status === 'published';
  const own = CHANNELS.filter((channel) => scopes.channels?.includes(channel) ?? true);
  const says = ({ channels: typed }: Typed) => {
    const chosen = typedList(typed);
    if (chosen.length === 0) return t('product.publishAsks');
    const leaving = isPublished ? channels.filter((channel) => !chosen.includes(channel)) : [];
    return (
      <>
        {t('product.publishSays', { count: skus.length, channels: chosen.join(', ') })}
        {leaving.length > 0 && (
          <Text size="sm" fw={600} mt="xs">
            {t('product.leaving', { channels: leaving.join(', ') })}
          </Text>
        )}
      </>
    );
  };
  return (
    <Action
      label={t(isPublished ? 'product.publishAgain' : 'product.publish')}
      says={says}
      isMain={!isPublished}
      fields={[
        {
          name: 'channels',
          label: t('product.channels'),
          kind: 'choices',
          initial: (channels.length > 0 ? channels : own).join(', '),
          choices: own.map((value) => ({ value, label: value })),
        },
      ]}
      run={({ channels: typed }) =>
        shop.catalog.post('/v1/products/{productId}/publish', {
          path: { productId },
          body: { channels: typedList(typed) as Channel[] },
        })
      }
    />
  );
}

function Withdraw({ product: { productId, channels } }: ProductProps) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('product.withdraw')}
      says={t('product.withdrawSays', { channels: channels.join(', ') })}
      fields={[{ name: 'reason', label: t('product.reason'), kind: 'text', max: 500 }]}
      isDanger
      run={({ reason }) =>
        shop.catalog.post('/v1/products/{productId}/unpublish', {
          path: { productId },
          body: { reason: String(reason ?? '') },
        })
      }
    />
  );
}

function Revise({ product: { productId, title, description, brand, status, version } }: ProductProps) {
  const { t } = useLanguage();
  // What a colleague changes while the form is open is not overwritten.
  const [seen, setSeen] = useState(version);
  return (
    <Action
      label={t('product.revise')}
      says={t(status === 'published' ? 'product.reviseSaysShop' : 'product.reviseSays')}
      onOpen={() => setSeen(version)}
      fields={[
        { name: 'title', label: t('product.productTitle'), kind: 'text', max: 500, initial: title },
        {
          name: 'description',
          label: t('product.description'),
          kind: 'long',
          max: 10_000,
          isOptional: true,
          initial: description,
        },
        { name: 'brand', label: t('product.brand'), kind: 'text', max: 200, isOptional: true, initial: brand ?? '' },
      ]}
      run={(typed) =>
        shop.catalog.patch('/v1/products/{productId}', {
          path: { productId },
          ifMatch: `"${seen}"`,
          body: {
            title: String(typed['title'] ?? ''),
            description: String(typed['description'] ?? ''),
            // A brand is replaced by another one, and never taken away.
            ...(typed['brand'] && { brand: String(typed['brand']) }),
          },
        })
      }
    />
  );
}

function AddVariant({ product: { productId, status, kind } }: ProductProps) {
  const { t } = useLanguage();
  const variantFields = useVariantFields();
  return (
    <Action
      label={t('product.addVariant')}
      says={t(status === 'published' ? 'product.addVariantSaysShop' : 'product.addVariantSays')}
      fields={[
        ...variantFields({ kind }),
        {
          name: 'title',
          label: t('product.ownTitle'),
          description: t('product.ownTitleHint'),
          kind: 'text',
          max: 500,
          isOptional: true,
        },
      ]}
      run={async (typed) => {
        const body = { ...variantOf(typed, t('product.optionsWrong')), ...partsOf(typed, ['title']) };
        await shop.catalog.post('/v1/products/{productId}/variants', { path: { productId }, body });
      }}
    />
  );
}

function Categorise({ product: { productId, categoryIds } }: ProductProps) {
  const { t } = useLanguage();
  const categories = useCategories();
  if (categories.length === 0) return null;
  return (
    <Action
      label={t('product.categorise')}
      says={t('product.categoriseSays')}
      fields={[
        {
          name: 'categoryIds',
          label: t('product.categories'),
          kind: 'choices',
          isOptional: true,
          initial: categoryIds.join(', '),
          choices: categories,
        },
      ]}
      run={(typed) =>
        shop.catalog.put('/v1/products/{productId}/categories', {
          path: { productId },
          body: { categoryIds: typedList(typed['categoryIds']) },
        })
      }
    />
  );
}

function SetTaxClass({ product: { productId, skus, taxClass } }: ProductProps) {
  const { t } = useLanguage();
  const says = ({ taxClass: typed }: Typed) =>
    t('product.taxSays', { count: skus.length, taxClass: String(typed ?? '…') });
  return (
    <Action
      label={t('product.setTaxClass')}
      says={says}
      fields={[{ name: 'taxClass', label: t('product.taxClass'), kind: 'text', max: 40, initial: taxClass }]}
      run={(typed) =>
        shop.catalog.put('/v1/products/{productId}/tax-class', {
          path: { productId },
          body: { taxClass: String(typed['taxClass'] ?? '') },
        })
      }
    />
  );
}

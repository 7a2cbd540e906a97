import type { Catalog } from '@concord/client';
import { useNavigate } from '@tanstack/react-router';
import { Action, type Typed } from '../action/action';
import { partsOf } from '../action/parts-of';
import { useLanguage } from '../language/language';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { useVariantFields, variantOf } from './variant-fields';

const KINDS = ['shippable', 'service'] as const;

const kindOf = ({ kind }: Typed) => (kind ?? 'shippable') as Catalog.Product['kind'];

/** Creates a draft with its first variant, and opens its page. */
export function CreateProduct() {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const variantFields = useVariantFields();
  if (!may('catalog.product.write')) return null;
  return (
    <Action
      label={t('product.create')}
      says={t('product.createSays')}
      isMain
      fields={(typed) => [
        { name: 'title', label: t('product.productTitle'), kind: 'text', max: 500 },
        { name: 'description', label: t('product.description'), kind: 'long', max: 10_000, isOptional: true },
        { name: 'brand', label: t('product.brand'), kind: 'text', max: 200, isOptional: true },
        {
          name: 'kind',
          label: t('product.kind'),
          kind: 'choice',
          initial: 'shippable',
          choices: KINDS.map((value) => ({ value, label: t(`product.kinds.${value}`) })),
        },
        ...(may('catalog.tax.write')
          ? [{ name: 'taxClass', label: t('product.taxClass'), kind: 'text', max: 40, initial: 'standard' } as const]
          : []),
        ...variantFields({ kind: kindOf(typed), within: 'variants.0', hint: t('product.firstSkuHint') }),
      ]}
      run={async (typed) => {
        const body = {
          title: String(typed['title'] ?? ''),
          kind: kindOf(typed),
          variants: [variantOf(typed, t('product.optionsWrong'))],
          ...partsOf(typed, ['description', 'brand', 'taxClass']),
        };
        const { data } = await shop.catalog.post('/v1/products', { body });
        await navigate({ to: '/products/$productId', params: { productId: data.id } });
      }}
    />
  );
}

import type { Catalog } from '@concord/client';
import type { Field, Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { Unfit } from '../problem/unfit';
import { optionsOf } from './options';

type Kind = Catalog.Product['kind'];

interface VariantFieldsProps {
  readonly kind: Kind;
  /** The member of the request that holds the variant, where one does. */
  readonly within?: string;
  readonly hint?: string;
}

/** What a person is asked of a new variant. */
export function useVariantFields(): (props: VariantFieldsProps) => Field[] {
  const { t } = useLanguage();
  return ({ kind, within, hint = t('product.skuHint') }) => {
    const path = (name: string) => (within === undefined ? name : `${within}.${name}`);
    const field = (name: string, about: Omit<Field, 'name' | 'path'>): Field => ({ name, path: path(name), ...about });
    return [
      field('sku', { label: t('product.sku'), description: hint, kind: 'text', max: 64 }),
      field('options', {
        label: t('product.options'),
        description: t('product.optionsHint'),
        kind: 'text',
        isOptional: true,
      }),
      // A service weighs nothing.
      ...(kind === 'shippable'
        ? [field('weightG', { label: t('product.weightG'), kind: 'number', min: 1, isOptional: true })]
        : []),
      field('barcode', { label: t('product.barcode'), kind: 'text', max: 14, isOptional: true }),
    ];
  };
}

/** The variant that a person typed. Throws `Unfit` with `wrong` where its options cannot be read. */
export function variantOf({ sku, options, weightG, barcode }: Typed, wrong: string): Catalog.VariantRequest {
  const read = optionsOf(String(options ?? ''));
  if (!read) throw new Unfit(wrong);
  return {
    sku: String(sku),
    options: read,
    ...(weightG !== undefined && { weightG: Number(weightG) }),
    ...(barcode !== undefined && { barcode: String(barcode) }),
  };
}

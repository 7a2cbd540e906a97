import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Sku } from '../fields';

const event = publishedBy('catalog');

/** The tax class of products without another one. */
export const STANDARD_TAX_CLASS = 'standard';

/** The code of a tax class: orders has the rate of each class for each place. */
export const TaxClass = Type.String({ minLength: 1, maxLength: 40 });

/** A product has this tax class from now on, for all its SKUs. Without this event it has the class `standard`. */
export const ProductTaxed = event('ProductTaxed', 1, { productId: Id, skus: Type.Array(Sku), taxClass: TaxClass });

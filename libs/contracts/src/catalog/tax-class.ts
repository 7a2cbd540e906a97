import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Sku } from '../fields';

const event = publishedBy('catalog');

/** The tax class of products without another one. */
export const STANDARD_TAX_CLASS = 'standard';

/** The code of a tax class: orders has the rate of each class for each place. */
export const TaxClass = Type.String({ minLength: 1, maxLength: 40 });

/**
 * These SKUs of a product have this tax class from now on: all of them when the class is set, and a new one when it joins.
 * A SKU without this event has the class `standard`.
 */
export const ProductTaxed = event('ProductTaxed', 1, { productId: Id, skus: Type.Array(Sku), taxClass: TaxClass });

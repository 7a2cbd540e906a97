import { CategoryCreated, CategoryMoved } from './catalog/category';
import { PriceActivated } from './catalog/price';
import { PriceExpired, PriceListDefined } from './catalog/price-list';
import { ProductTaxed } from './catalog/tax-class';
import {
  ProductCategorised,
  ProductCreated,
  ProductPublished,
  ProductRevised,
  ProductUnpublished,
  VariantAdded,
} from './catalog/product';

export * from './catalog/product';
export * from './catalog/price';
export * from './catalog/price-list';
export * from './catalog/tax-class';
export * from './catalog/category';

/** What catalog publishes on `catalog.events`. */
export const catalogEvents = {
  ProductCreated,
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  PriceActivated,
  PriceListDefined,
  PriceExpired,
  ProductTaxed,
  CategoryCreated,
  CategoryMoved,
  ProductCategorised,
};

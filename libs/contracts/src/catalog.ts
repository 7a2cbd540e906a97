import { CategoryCreated, CategoryMoved } from './catalog/category';
import { PriceActivated } from './catalog/price';
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
export * from './catalog/category';

/** What catalog publishes on `catalog.events`. */
export const catalogEvents = {
  ProductCreated,
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  PriceActivated,
  CategoryCreated,
  CategoryMoved,
  ProductCategorised,
};

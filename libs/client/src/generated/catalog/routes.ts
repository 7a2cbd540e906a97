// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  CatalogCategoryCreateData,
  CatalogCategoryListData,
  CatalogCategoryMoveData,
  CatalogCategoryOneData,
  CatalogCategoryTreeData,
  CatalogImportImportData,
  CatalogListingListData,
  CatalogPriceHistoryData,
  CatalogPriceListDefineData,
  CatalogPriceListListData,
  CatalogPriceListOneData,
  CatalogPriceOneData,
  CatalogPriceRevertData,
  CatalogProductAddVariantData,
  CatalogProductCategoriseData,
  CatalogProductCreateData,
  CatalogProductListData,
  CatalogProductOneData,
  CatalogProductPublishData,
  CatalogProductReviseData,
  CatalogProductTaxData,
  CatalogProductUnpublishData,
  CatalogProposalApproveData,
  CatalogProposalProposalsData,
  CatalogProposalProposeData,
  CatalogProposalRejectData,
  CatalogProposalWithdrawData,
  CatalogVariantListData,
  CatalogVariantOneData,
  Category,
  CategoryPage,
  CategoryTree,
  CurrentPrice,
  DecidedPrice,
  ImportOutcome,
  ListedProductPage,
  Made,
  PriceListPage,
  PriceListWithPrices,
  PricePage,
  PriceProposalPage,
  ProductPage,
  ProductWithVariants,
  RevertedPrice,
  Variant,
  VariantPage,
  Written,
} from './types';

/** The routes of catalog. */
export interface CatalogRoutes {
  get: {
    /** Products for sale, with price and availability. */
    '/v1/listing': Route<CatalogListingListData, ListedProductPage>;
    /** Products. */
    '/v1/products': Route<CatalogProductListData, ProductPage>;
    /** A product with its variants, prices and availability. */
    '/v1/products/{productId}': Route<CatalogProductOneData, ProductWithVariants>;
    /** Variants that can be bought, by SKU, with price and availability. */
    '/v1/variants': Route<CatalogVariantListData, VariantPage>;
    /** One SKU, with price and availability. */
    '/v1/variants/{sku}': Route<CatalogVariantOneData, Variant>;
    /** Proposed and scheduled prices, the latest first. */
    '/v1/prices/proposals': Route<CatalogProposalProposalsData, PriceProposalPage>;
    /** The price of a SKU in a list, now or at a moment, and the lowest price of the 30 days before it began. */
    '/v1/prices/{sku}': Route<CatalogPriceOneData, CurrentPrice>;
    /** The prices of a SKU, the latest first. */
    '/v1/prices/{sku}/history': Route<CatalogPriceHistoryData, PricePage>;
    /** Price lists, by code. */
    '/v1/price-lists': Route<CatalogPriceListListData, PriceListPage>;
    /** A price list with its prices in force, page by page. */
    '/v1/price-lists/{list}': Route<CatalogPriceListOneData, PriceListWithPrices>;
    /** Categories. */
    '/v1/categories': Route<CatalogCategoryListData, CategoryPage>;
    /** The categories as a tree. */
    '/v1/categories/tree': Route<CatalogCategoryTreeData, CategoryTree>;
    /** One category. */
    '/v1/categories/{categoryId}': Route<CatalogCategoryOneData, Category>;
  };
  post: {
    /** Imports products: each row succeeds or fails alone. */
    '/v1/imports': Route<CatalogImportImportData, ImportOutcome>;
    /** Creates a product, not yet published. */
    '/v1/products': Route<CatalogProductCreateData, Written>;
    /** Adds a variant; its SKU is taken for ever. */
    '/v1/products/{productId}/variants': Route<CatalogProductAddVariantData, Written>;
    /** Publishes a product in these channels and no others, once every condition is met. */
    '/v1/products/{productId}/publish': Route<CatalogProductPublishData, Written>;
    /** Unpublishes a product. */
    '/v1/products/{productId}/unpublish': Route<CatalogProductUnpublishData, Written>;
    /** Proposes a price: a first price or a small change takes effect at once, or at its moment. */
    '/v1/prices/proposals': Route<CatalogProposalProposeData, DecidedPrice>;
    /** Approves a proposed price, as a second person. */
    '/v1/prices/proposals/{proposalId}/approve': Route<CatalogProposalApproveData, DecidedPrice>;
    /** Rejects a proposed price. */
    '/v1/prices/proposals/{proposalId}/reject': Route<CatalogProposalRejectData, DecidedPrice>;
    /** Withdraws a price that waits for a second person or for its moment. */
    '/v1/prices/proposals/{proposalId}/withdraw': Route<CatalogProposalWithdrawData, DecidedPrice>;
    /** Takes back the price of a SKU: the price before holds again. */
    '/v1/prices/{sku}/revert': Route<CatalogPriceRevertData, RevertedPrice>;
    /** Creates a category. */
    '/v1/categories': Route<CatalogCategoryCreateData, Made>;
    /** Moves a category with all its descendants. */
    '/v1/categories/{categoryId}/move': Route<CatalogCategoryMoveData, Made>;
  };
  put: {
    /** Sets the categories of a product. */
    '/v1/products/{productId}/categories': Route<CatalogProductCategoriseData, Written>;
    /** Sets the tax class of a product, for all its SKUs. */
    '/v1/products/{productId}/tax-class': Route<CatalogProductTaxData, Written>;
    /** Defines a price list, or changes for whom and when it counts. */
    '/v1/price-lists/{list}': Route<CatalogPriceListDefineData, Written>;
  };
  patch: {
    /** Changes title, description or brand. */
    '/v1/products/{productId}': Route<CatalogProductReviseData, Written>;
  };
  delete: {};
}

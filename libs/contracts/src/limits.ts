// How much one request may bring: the one table of all services. No stage of an order accepts less than the stage
// before it, so that every order can be picked, packed, returned and graded in one call each. A number counts entries
// of a list unless its name says another unit.

/** Units of one line: of an order, a scan, a return, a grade. */
export const LINE_UNITS_MAX = 1_000_000;
/** Lines of an order. */
export const ORDER_LINES_MAX = 1_500;

/** Lines of a delivery from a supplier: the SKUs of one order can come in with one receipt. */
export const RECEIPT_LINES_MAX = ORDER_LINES_MAX;
/** Units of a SKU in one receipt, count or purchase order: an order may name its SKU on every line. */
export const STOCK_UNITS_MAX = ORDER_LINES_MAX * LINE_UNITS_MAX;

/** Scans of one call to a pick task. */
export const PICK_SCANS_MAX = ORDER_LINES_MAX;
/** Units of a SKU in one scan, or missing on one shelf: an order may name its SKU on every line. */
export const PICK_UNITS_MAX = STOCK_UNITS_MAX;
/** Lines of the contents of one parcel. */
export const PARCEL_LINES_MAX = ORDER_LINES_MAX;
/** Units of a SKU in one parcel. */
export const PARCEL_UNITS_MAX = PICK_UNITS_MAX;

/** Lines of a return. */
export const RETURN_LINES_MAX = ORDER_LINES_MAX;
/** Grades of one call: the units of each line may get two different ones. Send further grades line by line before. */
export const RETURN_GRADES_MAX = 2 * RETURN_LINES_MAX;

/** The weight of one unit. */
export const UNIT_WEIGHT_G_MAX = 10_000_000;
/** The weight of a parcel on the scales. The largest parcel would weigh more than a number holds exactly. */
export const PARCEL_WEIGHT_G_MAX = Number.MAX_SAFE_INTEGER;

/** Codes of promotions on one order. */
export const PROMOTION_CODES_MAX = 20;
/** Vouchers that pay one order. */
export const VOUCHERS_MAX = 20;
/** Countries of one ship option. */
export const SHIP_OPTION_COUNTRIES_MAX = 250;
/** SKUs that one promotion names. */
export const PROMOTION_SKUS_MAX = ORDER_LINES_MAX;
/** SKUs that one campaign shows. */
export const CAMPAIGN_SKUS_MAX = 100;
/** Media in which one campaign runs. */
export const CAMPAIGN_CHANNELS_MAX = 8;

/** Rows of one import: further rows go into further imports. */
export const IMPORT_ROWS_MAX = 500;
/** Variants of a new product: add further ones one by one. */
export const PRODUCT_VARIANTS_MAX = 100;
/** Options of one variant; a published product has fewer. */
export const VARIANT_OPTIONS_MAX = 20;
/** Categories of one product. */
export const PRODUCT_CATEGORIES_MAX = 20;
/** Tiers of one price. */
export const PRICE_TIERS_MAX = 20;
/** Prices of one SKU that wait for their moment, over all lists. */
export const PRICES_SCHEDULED_MAX = 50;
/** Customer groups of a price list, or of a customer. */
export const GROUPS_MAX = 50;
/** Customers and companies with whom the prices of one list are agreed. */
export const PRICE_LIST_CUSTOMERS_MAX = 500;
/** Addresses in the address book of a customer. */
export const CUSTOMER_ADDRESSES_MAX = 50;
/** Uses of an address: shipping and billing. */
export const ADDRESS_USES_MAX = 2;

/** Countries of one tax zone. */
export const ZONE_COUNTRIES_MAX = 300;
/** Sales channels: b2c, b2b and d2c. */
export const CHANNELS_MAX = 3;

/** SKUs that one read names in its address. */
export const SKUS_READ_MAX = 200;

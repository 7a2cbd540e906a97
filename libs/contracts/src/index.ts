export * as fields from './fields';
export * from './catalog';
export * from './inventory';
export * from './orders';
export * from './marketing';
export * from './promotion-code';
export * from './logistics';
export * from './customer-service';
export * from './limits';

import { Type } from 'typebox';
import { setting } from './setting';

export const CART_DAYS = setting('cart.days', Type.Integer({ minimum: 1, maximum: 365 }), 30, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'A basket that nobody changes is over after so long.',
});

export const CART_ABANDONED_MINUTES = setting(
  'cart.abandoned-minutes',
  Type.Integer({ minimum: 5, maximum: 10_080 }),
  60,
  {
    unit: 'minutes',
    owner: 'marketing_manager',
    says: 'A basket with goods that nobody changes for so long counts as abandoned. It stays open.',
  },
);

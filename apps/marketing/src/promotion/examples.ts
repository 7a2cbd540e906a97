import { PromotionActivated, PromotionDefined, PromotionPaused } from '@concord/contracts';

// Builders for specs.
export const promotionId = 'p1';
export const terms = {
  promotionId,
  code: 'SPRING',
  name: 'Spring',
  skus: ['MUG'],
  reward: { kind: 'percent', value: 20 },
  scope: 'lines',
  priority: 100,
  group: 'standard',
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-02-01T00:00:00.000Z',
} as const;
export const defined = (
  more: { usesMax?: number; usesPerCustomerMax?: number; to?: string; promotionId?: string } = {},
) => PromotionDefined.of({ ...terms, skus: [...terms.skus], ...more });
export const activated = (more: { promotionId?: string; to?: string } = {}) =>
  PromotionActivated.of({ ...terms, skus: [...terms.skus], ...more });
export const stopped = (reason: string, campaignId?: string) =>
  PromotionPaused.of({
    promotionId,
    code: terms.code,
    skus: [...terms.skus],
    reason,
    ...(campaignId && { campaignId }),
  });

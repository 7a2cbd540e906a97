import { normalPromotionCode } from '@concord/contracts';

interface PromotionHistory {
  readonly code: string;
  readonly skus: readonly string[];
  readonly steps: readonly { readonly status: string }[];
}
interface SkuContents {
  readonly productId: string | null;
  readonly isService: boolean;
  readonly steps: readonly { readonly title?: string; readonly status?: string }[];
}
interface CampaignHistory {
  readonly name: string;
  readonly skus: readonly string[];
  readonly steps: readonly { readonly status?: string; readonly verdict?: string }[];
}

/** What the catalog says of a SKU now; nothing where it does not know the SKU. */
export function contentNow({ productId, isService, steps }: SkuContents) {
  if (productId === null) return null;
  const title = steps.findLast((step) => step.title !== undefined)?.title;
  const status = steps.findLast((step) => step.status !== undefined)?.status;
  return { title, kind: isService ? 'service' : 'shippable', published: status === 'published' };
}

/** A promotion as its history leaves it; nothing once it has ended. */
export function promotionNow({ code, skus, steps }: PromotionHistory) {
  const status = steps.at(-1)?.status;
  return status === undefined || status === 'ended' ? null : { code: normalPromotionCode(code), skus, status };
}

/** A campaign as its history leaves it. */
export function campaignNow({ name, skus, steps }: CampaignHistory) {
  const last = <K extends 'status' | 'verdict'>(member: K) =>
    steps.findLast((step) => step[member] !== undefined)?.[member] ?? null;
  return { name, skus, status: last('status'), verdict: last('verdict') };
}

/**
 * Why units come back, and who answers for it. What the shop answers for is refunded in full, in whatever state it
 * comes back; for everything else the grade of the inspection counts.
 */
export const RETURN_REASONS = {
  defective: 'shop',
  damaged: 'shop',
  'wrong-item': 'shop',
  'not-as-described': 'shop',
  'does-not-fit': 'customer',
  'not-liked': 'customer',
  'changed-mind': 'customer',
  'ordered-by-mistake': 'customer',
  other: 'customer',
} as const satisfies Readonly<Record<string, 'shop' | 'customer'>>;

export type ReturnReason = keyof typeof RETURN_REASONS;

/** The reason codes. */
export const RETURN_REASON_CODES = Object.keys(RETURN_REASONS) as ReturnReason[];

/** The reason code that a text equals, word for word; undefined for any other text, which says nothing about fault. */
export function returnReasonOf(text: string): ReturnReason | undefined {
  const code = text
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
  return RETURN_REASON_CODES.find((reason) => reason === code);
}

/** One change of what the catalog says. A member that is absent stayed as it was. */
export interface ContentStep {
  readonly at: string;
  readonly title?: string;
  /** `draft`, `published` or `unpublished`. */
  readonly status?: string;
  readonly categoryIds?: readonly string[];
  readonly hasPrice?: boolean;
  readonly hasWeight?: boolean;
  readonly hasDescription?: boolean;
  readonly hasBrand?: boolean;
}

/** What is missing of the content of a SKU; without some of it nothing is published. */
export interface Gap {
  readonly what: string;
  readonly blocks: boolean;
}

/** The content of a SKU at a moment. */
export interface Content {
  readonly title: string | null;
  /** `unknown` where the catalog did not know the SKU. */
  readonly status: string;
  readonly categoryIds: readonly string[];
  readonly gaps: readonly Gap[];
}

interface SkuContent {
  readonly isService: boolean;
  readonly isUnpriced: boolean;
  readonly steps: readonly ContentStep[];
}

export const NO_CONTENT: Content = { title: null, status: 'unknown', categoryIds: [], gaps: [] };

/** What the catalog said of a SKU and its product at a moment. */
export function contentThen(sku: SkuContent, product: readonly ContentStep[], at: string): Content {
  const until = [...sku.steps, ...product].filter((step) => Date.parse(step.at) <= Date.parse(at));
  const last = <K extends keyof ContentStep>(name: K) =>
    until.findLast((step) => step[name] !== undefined)?.[name] as ContentStep[K] | undefined;
  const status = last('status');
  if (status === undefined) return NO_CONTENT;
  const title = last('title') ?? '';
  const categoryIds = last('categoryIds') ?? [];
  const gap = (what: string, isThere: boolean | undefined, blocks = false): Gap[] =>
    isThere ? [] : [{ what, blocks }];
  const gaps = [
    ...gap('title', title.trim() !== '', true),
    ...gap('price', sku.isUnpriced || last('hasPrice'), true),
    ...gap('description', last('hasDescription')),
    ...gap('brand', last('hasBrand')),
    ...gap('category', categoryIds.length > 0),
    ...gap('weight', sku.isService || last('hasWeight')),
  ];
  return { title, status, categoryIds, gaps };
}

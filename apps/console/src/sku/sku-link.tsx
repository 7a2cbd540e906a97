import type { AnchorProps } from '@mantine/core';
import { ScreenLink } from '../frame/screen-link';

interface SkuLinkProps extends AnchorProps {
  readonly sku: string;
  /** The moment that the screen which links looks at. */
  readonly asOf?: string | undefined;
}

/** A SKU that leads to all that is known of it, for those who may see it. */
export const SkuLink = ({ sku, asOf, ...props }: SkuLinkProps) => (
  <ScreenLink to={`/skus/${encodeURIComponent(sku)}`} search={{ asOf }} {...props}>
    {sku}
  </ScreenLink>
);

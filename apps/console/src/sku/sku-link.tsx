import { Anchor, type AnchorProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMay } from '../session/session';

interface SkuLinkProps extends AnchorProps {
  readonly sku: string;
  /** The moment that the screen which links looks at. */
  readonly asOf?: string | undefined;
}

/** A SKU that leads to all that is known of it, for those who may see it. */
export function SkuLink({ sku, asOf, ...props }: SkuLinkProps) {
  const may = useMay();
  if (!may('alignment.read')) return <b>{sku}</b>;
  return (
    <Anchor
      inherit
      // In bold it stands alone, in a column of its own.
      underline={props.fw === undefined ? 'always' : 'hover'}
      {...props}
      renderRoot={(root) => <Link {...root} to="/skus/$sku" params={{ sku }} search={{ asOf }} />}
    >
      {sku}
    </Anchor>
  );
}

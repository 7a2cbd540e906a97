import { shortId } from '@concord/client/screens';
import { Anchor, type AnchorProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';

interface OrderLinkProps extends AnchorProps {
  readonly orderId: string;
  /** The shop's own number. */
  readonly reference?: string | null | undefined;
}

/** An order that leads to all that is known of it; a long id is cut. */
export function OrderLink({ orderId, reference, ...props }: OrderLinkProps) {
  return (
    <Anchor
      inherit
      // In bold it stands alone, in a column of its own.
      underline={props.fw === undefined ? 'always' : 'hover'}
      title={orderId}
      {...props}
      renderRoot={(root) => <Link {...root} to="/orders/$orderId" params={{ orderId }} />}
    >
      {reference ?? shortId(orderId)}
    </Anchor>
  );
}

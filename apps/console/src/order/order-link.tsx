import { shortId } from '@concord/client/screens';
import type { AnchorProps } from '@mantine/core';
import { ScreenLink } from '../frame/screen-link';

interface OrderLinkProps extends AnchorProps {
  readonly orderId: string;
  /** The shop's own number. */
  readonly reference?: string | null | undefined;
}

/** An order that leads to all that is known of it, for those who may see it; a long id is cut. */
export const OrderLink = ({ orderId, reference, ...props }: OrderLinkProps) => (
  <ScreenLink to={`/orders/${encodeURIComponent(orderId)}`} title={orderId} {...props}>
    {reference ?? shortId(orderId)}
  </ScreenLink>
);

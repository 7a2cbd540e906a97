import type { AnchorProps } from '@mantine/core';
import { ScreenLink } from '../frame/screen-link';

/** A customer who leads to all that is known of them, for those who may see it. */
export const CustomerLink = ({ customerId, ...props }: { readonly customerId: string } & AnchorProps) => (
  <ScreenLink to={`/customers/${encodeURIComponent(customerId)}`} {...props}>
    {customerId}
  </ScreenLink>
);

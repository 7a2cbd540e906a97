import { Anchor, Text, type AnchorProps } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Search } from '../router';
import { useMayOpen } from './may-open';

interface ScreenLinkProps extends AnchorProps {
  /** The address of the screen; what stands in it is encoded. */
  readonly to: string;
  readonly search?: Search;
  readonly title?: string;
  readonly children: ReactNode;
}

/** Leads to another screen, where the person may open it. Elsewhere its words stand there without a link. */
export function ScreenLink({ to, search, children, ...props }: ScreenLinkProps) {
  const mayOpen = useMayOpen();
  const { size, fw, ff, title, ...rest } = props;
  const text = {
    ...(size !== undefined && { size }),
    ...(fw !== undefined && { fw }),
    ...(ff !== undefined && { ff }),
  };
  if (!mayOpen(to))
    return (
      <Text span inherit={size === undefined} title={title} {...text}>
        {children}
      </Text>
    );
  return (
    <Anchor
      inherit={size === undefined}
      // In bold it stands alone, in a column of its own.
      underline={fw === undefined ? 'always' : 'hover'}
      title={title}
      {...text}
      {...rest}
      renderRoot={(root) => <Link {...root} to={to} search={(search ?? {}) as never} />}
    >
      {children}
    </Anchor>
  );
}

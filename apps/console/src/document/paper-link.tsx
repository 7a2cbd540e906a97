import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';

interface PaperLinkProps {
  /** The path of a paper behind the door: `orders/v1/documents/…/pdf`. */
  readonly path: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** Opens a paper in the language of the page. The door knows who asks. */
export function PaperLink({ path, label, children }: PaperLinkProps) {
  const { language } = useLanguage();
  return (
    <Anchor size="sm" href={`/${path}?language=${language}`} target="_blank" rel="noreferrer" aria-label={label}>
      {children}
    </Anchor>
  );
}

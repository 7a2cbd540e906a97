import { Anchor, Group } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useLanguage } from '../language/language';
import { PaperLink } from './paper-link';

/** A document to be read or taken along: as paper, and as data. */
export function DocumentFiles({ document }: { readonly document: Orders.ListedDocument }) {
  const { t } = useLanguage();
  const { documentId, numberText: number } = document;
  const path = `orders/v1/documents/${encodeURIComponent(documentId)}`;
  return (
    <Group gap="sm" wrap="nowrap">
      <PaperLink path={`${path}/pdf`} label={t('document.pdfOf', { number })}>
        {t('document.pdf')}
      </PaperLink>
      <Anchor
        size="sm"
        href={`/${path}/xml`}
        target="_blank"
        rel="noreferrer"
        aria-label={t('document.xmlOf', { number })}
      >
        {t('document.xml')}
      </Anchor>
    </Group>
  );
}

import { DOCUMENT_NUMBERING, DOCUMENT_SELLER, INVOICE_DUE_DAYS } from '@concord/contracts';
import type { Settings } from '@concord/event-sourcing';
import type { DocumentTerms } from './invoice';

/** What the shop says about its documents now. */
export const termsOf = (settings: Settings): DocumentTerms => ({
  seller: settings.of(DOCUMENT_SELLER),
  numbering: settings.of(DOCUMENT_NUMBERING),
  dueDays: settings.of(INVOICE_DUE_DAYS),
});

import type { Language } from '@concord/paper';

const en = {
  packingSlip: 'Packing slip',
  from: 'From',
  to: 'Deliver to',
  order: 'Order',
  parcel: 'Parcel',
  warehouse: 'Warehouse',
  article: 'Article',
  sku: 'SKU',
  units: 'Units',
  total: 'Units in the parcel: {units}',
  shippingLabel: 'Shipping label',
  returnLabel: 'Return',
  returnTo: 'To',
  sender: 'From',
  putOn: 'Stick this label on the parcel, and send it before {date}.',
  erased: '(erased)',
  hidden: '(not shown)',
  page: 'Page {page} of {pages}',
};

export type PaperWords = typeof en;

const it: PaperWords = {
  packingSlip: 'Distinta di imballaggio',
  from: 'Mittente',
  to: 'Destinatario',
  order: 'Ordine',
  parcel: 'Collo',
  warehouse: 'Magazzino',
  article: 'Articolo',
  sku: 'SKU',
  units: 'Q.tà',
  total: 'Quantità nel collo: {units}',
  shippingLabel: 'Etichetta di spedizione',
  returnLabel: 'Reso',
  returnTo: 'Destinatario',
  sender: 'Mittente',
  putOn: 'Applicare questa etichetta sul pacco e spedirlo entro il {date}.',
  erased: '(dati cancellati)',
  hidden: '(non mostrato)',
  page: 'Pagina {page} di {pages}',
};

export const PAPER_WORDS: Readonly<Record<Language, PaperWords>> = { en, it };

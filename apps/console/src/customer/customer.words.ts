import { words } from '../language/words';

export const customerWords = words(
  {
    customer: 'Customer',
    notRegistered: 'Known from orders only',
    erased: 'Personal data were erased',
    contact: 'Contact',
    sums: 'Money',
    ordered: 'ordered {{amount}}',
    captured: 'paid {{amount}}',
    refunded: 'refunded {{amount}}',
    orders: 'Latest orders',
    returns: 'Returns',
    cases: 'Cases',
    none: 'None.',
    masked: 'You may not see: {{members}}',
  },
  {
    customer: 'Cliente',
    notRegistered: 'Noto solo dagli ordini',
    erased: 'I dati personali sono stati cancellati',
    contact: 'Contatto',
    sums: 'Denaro',
    ordered: 'ordinato {{amount}}',
    captured: 'pagato {{amount}}',
    refunded: 'rimborsato {{amount}}',
    orders: 'Ultimi ordini',
    returns: 'Resi',
    cases: 'Casi',
    none: 'Nessuno.',
    masked: 'Non puoi vedere: {{members}}',
  },
);

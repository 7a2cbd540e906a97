import { words } from '../language/words';

export const skuWords = words(
  {
    standing: 'How it stands',
    curve: 'Sellable units over the last 30 days',
    timeline: 'What happened',
    service: 'Department',
    allServices: 'All departments',
    noMoments: 'Nothing has happened to this SKU yet.',
    more: 'Show earlier',
    order: 'Order {{id}}',
  },
  {
    standing: 'Come sta',
    curve: 'Unità vendibili negli ultimi 30 giorni',
    timeline: 'Che cosa è successo',
    service: 'Reparto',
    allServices: 'Tutti i reparti',
    noMoments: 'A questo SKU non è ancora successo nulla.',
    more: 'Mostra prima',
    order: 'Ordine {{id}}',
  },
);

import { words } from '@concord/client/screens';

export const listWords = words(
  {
    loading: 'Loading',
    empty: 'Nothing here',
    download: 'Download CSV',
    downloading: '{{count}} rows …',
    cut: 'The file has the first {{count}} rows. Narrow the list to get the others.',
    all: 'All',
  },
  {
    loading: 'Caricamento',
    empty: 'Niente qui',
    download: 'Scarica CSV',
    downloading: '{{count}} righe …',
    cut: 'Il file contiene le prime {{count}} righe. Restringi la lista per avere le altre.',
    all: 'Tutti',
  },
);

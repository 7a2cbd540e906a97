import { words } from '../language/words';

export const problemWords = words(
  {
    title: 'This did not work',
    noAnswer: 'The service does not answer. Try again in a moment.',
    trace: 'Trace {{id}}',
    retry: 'Try again',
  },
  {
    title: 'Non ha funzionato',
    noAnswer: 'Il servizio non risponde. Riprova tra poco.',
    trace: 'Traccia {{id}}',
    retry: 'Riprova',
  },
);

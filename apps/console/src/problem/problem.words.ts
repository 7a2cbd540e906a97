import { words } from '@concord/client/screens';

export const problemWords = words(
  {
    title: 'This did not work',
    noAnswer: 'The service does not answer. Try again in a moment.',
    fault: 'This screen has a fault. Load the page again; if it stays, tell whoever runs Concord.',
    trace: 'Trace {{id}}',
    retry: 'Try again',
  },
  {
    title: 'Non ha funzionato',
    noAnswer: 'Il servizio non risponde. Riprova tra poco.',
    fault: 'Questa pagina ha un guasto. Ricaricala; se resta, dillo a chi gestisce Concord.',
    trace: 'Traccia {{id}}',
    retry: 'Riprova',
  },
);

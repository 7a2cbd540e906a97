import { words } from '@concord/client/screens';

export const auditWords = words(
  {
    now: 'Audit now',
    nowSays: 'Compares the facts of all services with what others repeat of them. Takes seconds to a minute.',
    nowSaysFacts:
      'Compares the facts of all services with what others repeat of them: {{count}} rows the last time. Takes seconds to a minute.',
    progress: '{{facts}} of {{factsTotal}} facts, {{rows}} rows',
    agree: 'Everyone agrees: {{count}} rows compared.',
    drifts: 'Differ',
    driftsOpen_one: '{{count}} value differs',
    driftsOpen_other: '{{count}} values differ',
    cut: 'These are the first {{count}}.',
    notNamed:
      'The last audit found {{count}} values that differ. They are of all sales channels and warehouses, so they are not named to you.',
    where: '{{service}} · {{view}}, column {{column}}',
    values: '{{owner}} says {{expected}}, {{service}} says {{found}}.',
    missing: '{{service}} lacks the event {{type}} of {{at}}.',
    unexplained: 'No missing event explains it.',
    last: 'Last audits',
    never: 'The services have not been compared yet. They are every few minutes.',
    completed: 'Completed',
    facts: 'Rows compared',
    unsettled: 'Not comparable',
    seconds: 'Seconds',
  },
  {
    now: 'Verifica ora',
    nowSays: 'Confronta i dati di tutti i servizi con ciò che gli altri ne ripetono. Richiede da secondi a un minuto.',
    nowSaysFacts:
      'Confronta i dati di tutti i servizi con ciò che gli altri ne ripetono: {{count}} righe l’ultima volta. Richiede da secondi a un minuto.',
    progress: '{{facts}} di {{factsTotal}} dati, {{rows}} righe',
    agree: "Tutti d'accordo: {{count}} righe confrontate.",
    drifts: 'Diversi',
    driftsOpen_one: '{{count}} valore è diverso',
    driftsOpen_other: '{{count}} valori sono diversi',
    cut: 'Questi sono i primi {{count}}.',
    notNamed:
      'L’ultima verifica ha trovato {{count}} valori diversi. Sono di tutti i canali e magazzini, quindi non ti sono mostrati.',
    where: '{{service}} · {{view}}, colonna {{column}}',
    values: '{{owner}} dice {{expected}}, {{service}} dice {{found}}.',
    missing: 'A {{service}} manca l’evento {{type}} del {{at}}.',
    unexplained: 'Nessun evento mancante lo spiega.',
    last: 'Ultime verifiche',
    never: 'I servizi non sono ancora stati confrontati. Lo sono ogni pochi minuti.',
    completed: 'Conclusa',
    facts: 'Righe confrontate',
    unsettled: 'Non confrontabili',
    seconds: 'Secondi',
  },
);

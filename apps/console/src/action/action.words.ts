import { words } from '@concord/client/screens';

export const actionWords = words(
  { done: 'Done: {{label}}', leave: 'Leave it', close: 'Close' },
  { done: 'Fatto: {{label}}', leave: 'Lascia stare', close: 'Chiudi' },
);

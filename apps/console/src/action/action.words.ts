import { words } from '../language/words';

export const actionWords = words(
  { done: 'Done: {{label}}', leave: 'Leave it', close: 'Close' },
  { done: 'Fatto: {{label}}', leave: 'Lascia stare', close: 'Chiudi' },
);

import { isProblem, NoAnswer } from '@concord/client';
import { useLanguage } from '../language/language';
import { problemWords } from './problem.words';

type Known = keyof typeof problemWords.english.codes;

const isKnown = (code: string): code is Known => Object.hasOwn(problemWords.english.codes, code);

/** What an error says to a customer: our words for what customers meet, and the sentence of the service otherwise. */
export function useWordsOf(error: unknown): string {
  const { t } = useLanguage();
  if (isProblem(error)) return isKnown(error.code) ? t(`problem.codes.${error.code}`) : error.detail;
  return t(error instanceof NoAnswer ? 'problem.noAnswer' : 'problem.fault');
}

import { isProblem, NoAnswer } from '@concord/client';
import { useLanguage } from '../language/language';
import { problemWords } from './problem.words';

type Known = keyof typeof problemWords.english.codes;

type Field = keyof typeof problemWords.english.fields;
const isField = (path: string): path is Field => Object.hasOwn(problemWords.english.fields, path);

/** What is wrong with a field, in words for customers: ours where we have some. */
export function useWordsOfField(): (path: string, message: string) => string {
  const { t } = useLanguage();
  return (path, message) => (isField(path) ? t(`problem.fields.${path}`) : `${path} ${message}`);
}

const isKnown = (code: string): code is Known => Object.hasOwn(problemWords.english.codes, code);

/** What an error says to a customer: our words for what customers meet, and the sentence of the service otherwise. */
export function useWordsOf(error: unknown): string {
  const { t } = useLanguage();
  if (isProblem(error)) return isKnown(error.code) ? t(`problem.codes.${error.code}`) : error.detail;
  return t(error instanceof NoAnswer ? 'problem.noAnswer' : 'problem.fault');
}

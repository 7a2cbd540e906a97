import { Text, type TextProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language/language';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
const TICK_MS = 10_000;

/** A moment in words, such as "3 minutes ago"; the exact time is in its title. */
export function When({ at, ...props }: { readonly at: string } & TextProps) {
  const { language } = useLanguage();
  const now = useNow();
  return (
    <Text component="time" inherit={props.size === undefined} {...props} dateTime={at} title={exactTime(at, language)}>
      {timeAgo(at, now, language)}
    </Text>
  );
}

/** The language with the region of the browser, where it has one: dates differ between regions. */
export const regional = (language: string) =>
  navigator.languages.find((each) => each.startsWith(`${language}-`) && isLanguageTag(each)) ?? language;

/** Some systems tell browsers languages that are none, such as `en-US@posix`. */
function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}

/** The exact time in the zone of the browser. */
export const exactTime = (at: string, language: string) =>
  new Intl.DateTimeFormat(regional(language), { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));

export function timeAgo(at: string, now: number, language: string): string {
  const seconds = Math.round((Date.parse(at) - now) / 1_000);
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

/** Milliseconds since 1970, moving on every ten seconds. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

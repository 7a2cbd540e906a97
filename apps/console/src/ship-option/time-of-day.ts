const MINUTES_AN_HOUR = 60;
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/** A minute of the day as people read it: 840 is 14:00. */
export const timeText = (minute: number): string =>
  [Math.floor(minute / MINUTES_AN_HOUR), minute % MINUTES_AN_HOUR]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');

/** The minute of the day that a person typed, with a colon or a full stop; undefined where the text is no time. */
export function minuteOf(text: string): number | undefined {
  const found = TIME.exec(text.trim());
  return found ? Number(found[1]) * MINUTES_AN_HOUR + Number(found[2]) : undefined;
}

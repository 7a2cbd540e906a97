const LOCAL_TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/;
const DAY_MS = 86_400_000;

const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'longOffset' });
const alreadyConverted = new Map<string, string | undefined>();

/**
 * `yyyy-MM-dd HH:mm:ss` on a clock in London as ISO 8601 in UTC, or `undefined` when it is written otherwise or names
 * no day. Many lines carry the same minute, so each text is converted once.
 */
export function londonTimeToUtc(text: string): string | undefined {
  if (!alreadyConverted.has(text)) alreadyConverted.set(text, convert(text));
  return alreadyConverted.get(text);
}

function convert(text: string): string | undefined {
  const fields = LOCAL_TIME.exec(text)?.slice(1).map(Number);
  if (!fields) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  const asIfUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC carries 30 February over into March; only a real day and time reads the same again.
  if (new Date(asIfUtcMs).toISOString().slice(0, 19) !== text.replace(' ', 'T')) return undefined;

  // In October an hour happens twice: the first is meant. In March an hour is skipped: a till that missed the change
  // still shows winter time. Both are what trying the offset of the day before first, and last, gives.
  const before = offsetMs(asIfUtcMs - DAY_MS);
  const after = offsetMs(asIfUtcMs + DAY_MS);
  const offset = [before, after].find((candidate) => offsetMs(asIfUtcMs - candidate) === candidate) ?? before;
  return new Date(asIfUtcMs - offset).toISOString();
}

function offsetMs(utcMs: number): number {
  const [, sign, hours, minutes, seconds] = OFFSET.exec(london.format(utcMs)) ?? [];
  if (!sign) return 0;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -size : size;
}

/** The last moment of a day (2026-06-01) in the zone of the browser; undefined where the text is no day. */
export function endOfDay(day: string | undefined): string | undefined {
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

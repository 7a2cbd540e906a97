/** A moment as the browser's own input has it: without zone, in the zone of the browser. */
export function localText(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The day of a moment in the zone of the browser, as a field for a day has it: 2026-06-01. */
export const localDay = (iso: string): string => localText(iso).slice(0, 10);

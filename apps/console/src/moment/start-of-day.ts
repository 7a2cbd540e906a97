/** When a day (2026-06-01), or the day so many days later, begins in the zone of the browser; undefined where the text is no day. */
export function startOfDay(day: string | undefined, daysLater = 0): string | undefined {
  const start = new Date(`${day}T00:00:00`);
  if (Number.isNaN(start.getTime())) return undefined;
  start.setDate(start.getDate() + daysLater);
  return start.toISOString();
}

/** The beginning of a day so many days from now, in the zone of the browser; ISO 8601. */
export function daysAhead(days: number): string {
  const day = new Date();
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).toISOString();
}

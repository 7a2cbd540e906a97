interface Ending {
  readonly status: string;
  readonly validUntil: string;
}

/** Whether nobody decided about a quote before its end. */
export const isOver = ({ status, validUntil }: Ending, now: number): boolean =>
  status === 'offered' && Date.parse(validUntil) <= now;

/** The state of a quote as people see it: one that nobody decided about in time has expired. */
export const stateOf = (quote: Ending, now: number): string => (isOver(quote, now) ? 'expired' : quote.status);

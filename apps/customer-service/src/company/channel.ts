/** Companies buy in this sales channel: callers who are limited to others do not see them. */
export const COMPANIES_BUY_IN = 'b2b';

const MINUTE_MS = 60_000;

/** How long a refused refund or capture waits, after the first try, the second and the third. */
export const RETRY_MS = [MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS];

/** The first try and one after each wait. After the last one a person must look. */
export const ATTEMPTS_MAX = RETRY_MS.length + 1;

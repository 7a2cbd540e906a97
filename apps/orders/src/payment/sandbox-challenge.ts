/** The reference of an authorisation that waits for the page of the sandbox. */
export const challengeOf = (orderId: string) => `sandbox-challenge-${orderId}`;

const REFERENCE = /^sandbox-challenge-(.+)$/;

/** The order of a challenge; undefined for another reference. */
export const orderOfChallenge = (providerRef: string): string | undefined => REFERENCE.exec(providerRef)?.[1];

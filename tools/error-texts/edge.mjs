/** The error codes of the door alone. */
export const EDGE_ERRORS = {
  'host-foreign': [
    "The development page is opened under a name that is not the door's.",
    'Open it under the address that the answer names.',
  ],
  'origin-foreign': [
    'A page of another site sent a request with the session cookie.',
    'Send it from a page of the door, or with a token.',
  ],
  'own-page-unproven': [
    'A write with the session cookie does not prove that a page of the door sent it.',
    'Send the header x-concord-csrf: 1, or a token instead of the cookie.',
  ],
  'person-incomplete': ['The development page got no name or no role.', 'Give a name and at least one role.'],
  'provider-unavailable': ['The identity provider cannot be reached.', 'Retry after some seconds.'],
  'service-away': [
    'The door cannot reach the service, or the service does not answer in time.',
    'Retry with the same key as Retry-After says.',
  ],
  'session-missing': ['Nobody is signed in, or the session is over.', 'Sign in, or send a token.'],
};

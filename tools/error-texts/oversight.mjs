/** The error codes of oversight alone. */
export const OVERSIGHT_ERRORS = {
  'audit-not-possible': ['A service does not answer the auditor.', 'Look at its health, and audit again.'],
  'audit-unknown': ['No audit has this id.', 'Correct the id.'],
  'setting-draft-open': ['A draft of the setting waits for approval.', 'Approve or withdraw it first.'],
  'setting-draft-unknown': ['No draft of the setting has this id, or it is decided.', 'Read the setting again.'],
  'setting-invalid': [
    'The value does not fit the schema of the setting.',
    'Send a value that fits: GET /v1/settings/{key}.',
  ],
  'setting-too-early': [
    'The version would take effect before every service knows it.',
    'Send a moment at or after `earliest`, or draft the value anew.',
  ],
  'setting-unknown': ['No setting has this key.', 'Correct the key: GET /v1/settings lists them.'],
  'setting-without-preview': [
    'No preview tells what a value of the setting would have changed.',
    'Draft the value without one: GET /v1/settings/{key} says which settings have a preview.',
  ],
  'time-span-empty': ['A span of time ends before it begins.', 'Send a later `to`, or an earlier `from`.'],
};

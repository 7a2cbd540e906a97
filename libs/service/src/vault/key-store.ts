/** A key of a subject as a key store keeps it. */
export interface StoredKey {
  readonly keyId: string;
  readonly subject: string;
  /** The key, wrapped under the master key; null once it is destroyed. */
  readonly wrapped: string | null;
}

/** A digest under which the subjects of a value are found. */
export interface IndexEntry {
  readonly subject: string;
  readonly kind: string;
  readonly digest: string;
}

/** Where the keys of subjects are kept. One subject has one key for ever; a destroyed key never comes back. */
export interface KeyStore {
  /** The keys of these subjects. A subject without a key gets the proposed one, and it is durable when this returns. */
  demand(proposed: readonly (StoredKey & { readonly wrapped: string })[]): Promise<readonly StoredKey[]>;
  /** Those keys that exist, destroyed ones included. */
  byId(keyIds: readonly string[]): Promise<readonly StoredKey[]>;
  /** Destroys the key of a subject and all that it is found by. A subject without a key stays without for ever. */
  destroy(subject: string, keyId: string): Promise<void>;
  /** Replaces what a subject is found by. */
  index(subject: string, entries: readonly IndexEntry[]): Promise<void>;
  /** The subjects that are found by a digest. */
  find(kind: string, digest: string): Promise<readonly string[]>;
}

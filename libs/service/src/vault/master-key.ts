import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const CIPHER = 'aes-256-gcm';

/** The text of a master key: 32 bytes as base64. */
export const MASTER_KEY = /^[A-Za-z0-9+/]{43}=$/;

/** The master key of the images and of Compose for trying Concord out. It is public: production refuses it. */
export const TRIAL_MASTER_KEY = Buffer.from('for-trying-out-only-not-a-secret').toString('base64');

/** A key of a subject that was wrapped under a master key that is not configured. */
export class UnknownMasterKey extends Error {}

/**
 * Wraps the keys of subjects, so that whoever has the vault's database alone can open nothing. New keys are wrapped under
 * the first of the master keys; the others still unwrap, until everything is wrapped anew.
 */
export class MasterKey {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  /** Each master key is 32 bytes as base64. */
  constructor(...texts: readonly string[]) {
    const keys = texts.map((text) => Buffer.from(text, 'base64'));
    this.keys = new Map(keys.map((key) => [fingerprint(key), key]));
    this.current = fingerprint(keys[0]!);
  }

  /** `w1.<fingerprint of the master key>.<nonce>.<tag>.<ciphertext>`; `keyId` is authenticated with it. */
  wrap(keyId: string, key: Buffer): string {
    const sealed = encrypt(this.keys.get(this.current)!, key, keyId);
    return `w1.${this.current}.${sealed}`;
  }

  /** Throws `UnknownMasterKey` for another master key, and an error of the cipher for a text that was changed. */
  unwrap(keyId: string, wrapped: string): Buffer {
    const [, print = '', ...sealed] = wrapped.split('.');
    const master = this.keys.get(print);
    if (!master)
      throw new UnknownMasterKey(
        `The vault's keys are wrapped under the master key ${print}, which CONCORD_MASTER_KEY and CONCORD_MASTER_KEY_PREVIOUS do not hold.`,
      );
    return decrypt(master, sealed, keyId);
  }

  /** Whether a key is wrapped under the first of the master keys. */
  isCurrent(wrapped: string): boolean {
    return wrapped.split('.')[1] === this.current;
  }
}

/** A new key of a subject. */
export const newKey = () => randomBytes(KEY_BYTES);

const fingerprint = (key: Buffer) =>
  createHash('sha256').update('concord master key').update(key).digest('hex').slice(0, 12);

/** `<nonce>.<tag>.<ciphertext>` in base64url: AES-256-GCM with `bound` as additional authenticated data. */
export function encrypt(key: Buffer, clear: Buffer, bound: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(clear), cipher.final()]);
  return [nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url')).join('.');
}

/** The clear bytes. Throws where key, bound text or any byte differs. */
export function decrypt(key: Buffer, [nonce = '', tag = '', body = '']: readonly string[], bound: string): Buffer {
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'))
    .setAAD(Buffer.from(bound))
    .setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]);
}

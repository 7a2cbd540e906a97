import { createHmac, randomBytes } from 'node:crypto';
import { isSealed, notPersonal, SEALED_WITHIN, type Personal, type PersonalKind } from '@concord/contracts';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem';
import { Gathering } from './gathering';
import type { KeyStore, StoredKey } from './key-store';
import { decrypt, encrypt, newKey, type MasterKey } from './master-key';

/** A destroyed key is forgotten everywhere within this time. */
const KEY_CACHE_MS = 60_000;
const KEYS_CACHED_MAX = 50_000;
const KEY_ID_BYTES = 16;
const INDEX_SUBJECT = 'blind-index';

/** What a text reads as once its subject was erased. */
const ERASED = 'erased';

interface OpenKey {
  readonly keyId: string;
  readonly subject: string;
  /** Absent once it is destroyed. */
  readonly key: Buffer | undefined;
}

/** The members of a row that are personal, with their kinds: `{ 'shipTo.address': 'address', reason: 'note' }`. */
export type PersonalPaths = Readonly<Record<string, PersonalKind>>;

/**
 * Seals personal data before they reach a command, and opens them for callers who may read them. Nothing between a
 * controller and a gateway sees them in clear.
 */
export class Vault {
  private readonly bySubject: LRUCache<string, OpenKey>;
  private readonly byId: LRUCache<string, OpenKey>;
  private readonly demanded = new Gathering<string, OpenKey>((subjects) => this.demandKeys(subjects));
  private readonly sought = new Gathering<string, OpenKey>((keyIds) => this.seekKeys(keyIds));

  constructor(
    private readonly store: KeyStore,
    private readonly master: MasterKey,
    cacheMs = KEY_CACHE_MS,
  ) {
    this.bySubject = new LRUCache({ max: KEYS_CACHED_MAX, ttl: cacheMs });
    this.byId = new LRUCache({ max: KEYS_CACHED_MAX, ttl: cacheMs });
  }

  /**
   * Seals what somebody wrote about a subject. Where the subject was erased the text is dropped and reads `erased`: what
   * it explains, such as a refund, must still be possible.
   */
  async note(subject: string, text: string): Promise<Personal> {
    const { key } = await this.keyOf(subject);
    return key ? this.seal(subject, 'note', text) : notPersonal(ERASED);
  }

  /** Seals a text under the key of a subject. Throws `Problem` 409 `subject-erased` where the subject was erased. */
  async seal(subject: string, kind: PersonalKind, text: string): Promise<Personal> {
    const { keyId, key } = await this.keyOf(subject);
    if (!key) throw new Problem(409, 'subject-erased', `The personal data of ${subject} were erased: take a new id.`);
    return `v1.${keyId}.${encrypt(key, Buffer.from(text), boundTo(subject, kind))}` as Personal;
  }

  /**
   * The text in clear; `erased` where the subject was erased. A text that is not sealed is answered as it is. Of a
   * sentence that repeats notes, the notes are opened.
   */
  async open(kind: PersonalKind, text: string): Promise<string> {
    if (isSealed(text)) return this.openSealed(kind, text);
    if (kind !== 'note') return text;
    const notes = text.match(SEALED_WITHIN) ?? [];
    const opened = await Promise.all(notes.map((note) => this.openSealed(kind, note)));
    let next = 0;
    return text.replace(SEALED_WITHIN, () => opened[next++]!);
  }

  private async openSealed(kind: PersonalKind, text: string): Promise<string> {
    const [, keyId = '', ...sealed] = text.split('.');
    const { subject, key } = this.byId.get(keyId) ?? (await this.sought.get(keyId)) ?? { subject: '', key: undefined };
    return key ? decrypt(key, sealed, boundTo(subject, kind)).toString() : ERASED;
  }

  /** Seals an object as one text. */
  sealObject(subject: string, kind: 'address' | 'contact', value: object): Promise<Personal> {
    return this.seal(subject, kind, JSON.stringify(value));
  }

  /**
   * A copy of a row with these members opened: an address and a contact become objects, `{ erased: true }` where the
   * subject was erased, all others texts.
   */
  async openIn<R extends object>(row: R, paths: PersonalPaths): Promise<R> {
    let opened: unknown = row;
    for (const [path, kind] of Object.entries(paths))
      opened = await withMember(opened, path.split('.'), (text) => this.openMember(kind, text));
    return opened as R;
  }

  /** Makes a subject findable by values such as an e-mail address, in place of those it was found by before. */
  async index(subject: string, values: Readonly<Record<string, string | undefined>>): Promise<void> {
    const entries = await Promise.all(
      Object.entries(values).flatMap(([kind, value]) =>
        value === undefined ? [] : [this.digest(kind, value).then((digest) => ({ subject, kind, digest }))],
      ),
    );
    await this.store.index(subject, entries);
  }

  /** The subjects that are found by exactly this value, in its normal form. */
  async find(kind: string, value: string): Promise<readonly string[]> {
    return this.store.find(kind, await this.digest(kind, value));
  }

  /** Destroys the key of a subject: what was sealed under it opens as `erased`, everywhere, within a minute. */
  async erase(subject: string): Promise<void> {
    await this.store.destroy(subject, newKeyId());
    const known = this.bySubject.get(subject);
    this.bySubject.delete(subject);
    if (known) this.byId.delete(known.keyId);
  }

  private async openMember(kind: PersonalKind, text: string): Promise<unknown> {
    const opened = await this.open(kind, text);
    if (kind !== 'address' && kind !== 'contact') return opened;
    return opened === ERASED ? { erased: true } : JSON.parse(opened);
  }

  private async digest(kind: string, value: string): Promise<string> {
    const { key } = await this.keyOf(INDEX_SUBJECT);
    return createHmac('sha256', key!).update(`${kind}\n${value}`).digest('base64url');
  }

  private async keyOf(subject: string): Promise<OpenKey> {
    return this.bySubject.get(subject) ?? (await this.demanded.get(subject))!;
  }

  private async demandKeys(subjects: readonly string[]): Promise<ReadonlyMap<string, OpenKey>> {
    const proposed = subjects.map((subject) => {
      const keyId = newKeyId();
      return { subject, keyId, wrapped: this.master.wrap(keyId, newKey()) };
    });
    return this.remembered(await this.store.demand(proposed), ({ subject }) => subject);
  }

  private async seekKeys(keyIds: readonly string[]): Promise<ReadonlyMap<string, OpenKey>> {
    return this.remembered(await this.store.byId(keyIds), ({ keyId }) => keyId);
  }

  private remembered(stored: readonly StoredKey[], nameOf: (key: StoredKey) => string) {
    const keys = new Map<string, OpenKey>();
    for (const each of stored) {
      const { keyId, subject, wrapped } = each;
      const open = { keyId, subject, key: wrapped === null ? undefined : this.master.unwrap(keyId, wrapped) };
      this.bySubject.set(subject, open);
      this.byId.set(keyId, open);
      keys.set(nameOf(each), open);
    }
    return keys;
  }
}

const boundTo = (subject: string, kind: PersonalKind) => `${subject}\n${kind}`;
const newKeyId = () => randomBytes(KEY_ID_BYTES).toString('base64url');

/** A copy of a value in which a text at this path, or the texts of all items of a list on it, became another value. */
export async function withMember(
  value: unknown,
  path: readonly string[],
  change: (text: string) => unknown,
): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => withMember(item, path, change)));
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' ? change(value) : value;
  const member = (value as Record<string, unknown> | null | undefined)?.[name];
  if (member === undefined || member === null) return value;
  return { ...(value as object), [name]: await withMember(member, rest, change) };
}

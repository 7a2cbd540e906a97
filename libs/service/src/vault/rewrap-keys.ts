import type { MasterKey } from './master-key';
import type { PostgresKeyStore } from './postgres-key-store';

const KEYS_AT_ONCE = 500;

/**
 * Wraps every key under the current master key that was wrapped under the one before; answers how many. Afterwards the
 * one before is no longer needed.
 */
export async function rewrapKeys(store: PostgresKeyStore, master: MasterKey): Promise<number> {
  let rewrapped = 0;
  for (let last = ''; ;) {
    const keys = await store.after(last, KEYS_AT_ONCE);
    const old = keys.flatMap(({ keyId, wrapped }) =>
      wrapped === null || master.isCurrent(wrapped) ? [] : [{ keyId, wrapped }],
    );
    await store.rewrap(
      old.map(({ keyId, wrapped }) => ({ keyId, wrapped: master.wrap(keyId, master.unwrap(keyId, wrapped)) })),
    );
    rewrapped += old.length;
    if (keys.length < KEYS_AT_ONCE) return rewrapped;
    last = keys.at(-1)!.keyId;
  }
}

import { eventually, postgresUrl, testDatabase } from '@concord/testing';
import { provisionDatabase } from '@concord/event-store';
import { Client } from 'pg';
import { prepareVault, shown, TRIAL_MASTER_KEY, Vault, type Caller } from '../src';
import { MasterKey } from '../src/vault/master-key';
import { rewrapKeys } from '../src/vault/rewrap-keys';
import { PostgresKeyStore } from '../src/vault/postgres-key-store';

const ADA = 'customer-ada';
const OTHER_MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
const CACHE_MS = 300;

describe('the vault', () => {
  const database = testDatabase('vault', { prepare: (url) => prepareVault(url, 'customer-service') });
  const stores: PostgresKeyStore[] = [];
  const open = (...masterKeys: string[]) => {
    const store = new PostgresKeyStore(database.url);
    stores.push(store);
    return new Vault(store, new MasterKey(...(masterKeys.length > 0 ? masterKeys : [TRIAL_MASTER_KEY])), CACHE_MS);
  };
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

  it('opens what another instance sealed', async () => {
    const sealed = await open().seal(ADA, 'note', 'rings the bell twice');
    expect(sealed).toMatch(/^v1\.[\w-]{22}\./);
    expect(sealed).not.toContain('bell');
    expect(await open().open('note', sealed)).toBe('rings the bell twice');
  });

  it('seals the same text differently each time', async () => {
    const vault = open();
    expect(await vault.seal(ADA, 'note', 'same')).not.toBe(await vault.seal(ADA, 'note', 'same'));
  });

  it('leaves a text alone that was never sealed', async () =>
    expect(await open().open('note', 'v1 of the plan')).toBe('v1 of the plan'));

  it('opens the notes in a sentence', async () => {
    const vault = open();
    const [one, other] = [
      await vault.seal(ADA, 'note', 'my aunt $& moved'),
      await vault.seal('customer-zoe', 'note', 'late'),
    ];
    const sentence = `Cancelled: ${one}. Before: ${other}`;
    expect(await vault.open('note', sentence)).toBe('Cancelled: my aunt $& moved. Before: late');
    await vault.erase('customer-zoe');
    expect(await vault.open('note', sentence)).toBe('Cancelled: my aunt $& moved. Before: erased');
  });

  it('shows sentences without their notes to who may not read personal data', async () => {
    const vault = open();
    const note = await vault.seal(ADA, 'note', 'my aunt moved');
    const row = { reason: note, story: [{ words: `Cancelled: ${note}` }, { words: 'Placed.' }] };
    const members = { reason: 'note', 'story.words': 'sentence' } as const;
    const ANN = { subject: 's', issuer: 'i', kind: 'user', scopes: {}, limits: {}, expiresAt: 0 } as const;
    const seenBy = (role: Caller['roles'][number]) => shown(vault, { ...ANN, roles: [role] }, row, members);
    const rest = { words: 'Placed.' };
    expect(await seenBy('cs_agent')).toEqual({
      reason: 'my aunt moved',
      story: [{ words: 'Cancelled: my aunt moved' }, rest],
    });
    expect(await seenBy('business_analyst')).toEqual({ story: [{ words: 'Cancelled: …' }, rest], masked: ['reason'] });
  });

  it('keeps no note about a subject that was erased', async () => {
    const vault = open();
    await vault.erase('customer-kim');
    expect(await vault.note('customer-kim', 'a goodwill')).toBe('erased');
  });

  it('opens nothing as another kind, with another key, or after a change', async () => {
    const vault = open();
    const sealed = await vault.seal(ADA, 'card-token', 'tok_1');
    await expect(vault.open('note', sealed)).rejects.toThrow('unable to authenticate');
    const [version, , ...rest] = sealed.split('.');
    const [, other] = (await vault.seal('customer-bob', 'card-token', 'tok_2')).split('.');
    await expect(vault.open('card-token', [version, other, ...rest].join('.'))).rejects.toThrow(
      'unable to authenticate',
    );
  });

  it('gives one subject one key, however many ask at once', async () => {
    const texts = await Promise.all(
      [open(), open(), open()].flatMap((vault) =>
        Array.from({ length: 20 }, (_, n) => vault.seal(`customer-${n % 5}`, 'note', 'x')),
      ),
    );
    expect(new Set(texts.map((text) => text.split('.')[1])).size).toBe(5);
  });

  it('opens the members of a row, objects as objects', async () => {
    const vault = open();
    const row = {
      shipTo: { country: 'GB', address: await vault.sealObject(ADA, 'address', { street: '12 Mill Lane' }) },
      lines: [{ reason: await vault.seal(ADA, 'note', 'too small') }, { reason: null }],
    };
    expect(await vault.openIn(row, { 'shipTo.address': 'address', 'lines.reason': 'note', gone: 'note' })).toEqual({
      shipTo: { country: 'GB', address: { street: '12 Mill Lane' } },
      lines: [{ reason: 'too small' }, { reason: null }],
    });
  });

  it('finds subjects by the exact value alone, and by what holds now', async () => {
    const vault = open();
    await vault.index(ADA, { email: 'ada@shop.test', phone: '+441' });
    await vault.index('customer-bob', { email: 'ada@shop.test' });
    expect(await open().find('email', 'ada@shop.test')).toEqual([ADA, 'customer-bob']);
    await vault.index(ADA, { email: 'ada@new.test' });
    expect(await vault.find('email', 'ada@shop.test')).toEqual(['customer-bob']);
    expect(await vault.find('phone', '+441')).toEqual([]);
    expect(await vault.find('phone', 'ada@new.test')).toEqual([]);
  });

  it('erases a subject for every instance, once and for all', async () => {
    const [vault, other] = [open(), open()];
    const sealed = await vault.seal('customer-eve', 'note', 'gone soon');
    const address = await vault.sealObject('customer-eve', 'address', { city: 'Bath' });
    await vault.index('customer-eve', { email: 'eve@shop.test' });
    expect(await other.open('note', sealed)).toBe('gone soon');
    await vault.erase('customer-eve');
    await vault.erase('customer-eve');
    expect(await vault.open('note', sealed)).toBe('erased');
    expect(await vault.openIn({ address }, { address: 'address' })).toEqual({ address: { erased: true } });
    expect(await vault.find('email', 'eve@shop.test')).toEqual([]);
    await eventually(async () => expect(await other.open('note', sealed)).toBe('erased'));
    await expect(other.seal('customer-eve', 'note', 'again')).rejects.toMatchObject({ code: 'subject-erased' });
  });

  it('erases a subject that had nothing yet', async () => {
    const vault = open();
    await vault.erase('customer-nobody');
    await expect(vault.seal('customer-nobody', 'note', 'x')).rejects.toMatchObject({ code: 'subject-erased' });
  });

  it('opens nothing without the master key, and goes on with a new one beside the old', async () => {
    const sealed = await open().seal(ADA, 'note', 'secret');
    await expect(open(OTHER_MASTER_KEY).open('note', sealed)).rejects.toThrow('CONCORD_MASTER_KEY');
    const renewed = open(OTHER_MASTER_KEY, TRIAL_MASTER_KEY);
    expect(await renewed.open('note', sealed)).toBe('secret');
    const both = new MasterKey(OTHER_MASTER_KEY, TRIAL_MASTER_KEY);
    expect(await rewrapKeys(stores[0]!, both)).toBeGreaterThan(0);
    expect(await rewrapKeys(stores[0]!, both)).toBe(0);
    expect(await open(OTHER_MASTER_KEY).open('note', sealed)).toBe('secret');
    await rewrapKeys(stores[0]!, new MasterKey(TRIAL_MASTER_KEY, OTHER_MASTER_KEY));
  });

  it('lets a service that erases nobody destroy no key', async () => {
    const roleUrl = new URL(database.url);
    roleUrl.username = `sealer-${process.pid}`;
    roleUrl.password = 'sealer';
    const own = new URL(roleUrl);
    own.pathname = `/${roleUrl.username}`;
    const vaultUrl = new URL(roleUrl);
    vaultUrl.pathname = `/${roleUrl.username}-vault`;
    await provisionDatabase(postgresUrl(), own.href);
    await prepareVault(vaultUrl.href, 'orders', postgresUrl());
    await prepareVault(vaultUrl.href, 'orders');
    const store = new PostgresKeyStore(vaultUrl.href);
    stores.push(store);
    const vault = new Vault(store, new MasterKey(TRIAL_MASTER_KEY));
    expect(await vault.open('note', await vault.seal(ADA, 'note', 'kept'))).toBe('kept');
    await expect(vault.erase(ADA)).rejects.toThrow('permission denied');
    await store.close();
    stores.pop();
    const admin = new Client({ connectionString: postgresUrl() });
    await admin.connect();
    await admin.query(`drop database "${vaultUrl.pathname.slice(1)}" with (force)`);
    await admin.query(`drop database "${roleUrl.username}" with (force)`);
    await admin.query(`drop role "${roleUrl.username}"`);
    await admin.end();
  }, 60_000);
});

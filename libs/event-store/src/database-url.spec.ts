import { completeDatabaseUrl, DatabaseUrlProblem } from './database-url';

const plain = 'postgres://shop@db.example:5432/orders';
const problemOf = (address: string, access = {}) => {
  try {
    return completeDatabaseUrl(address, access);
  } catch (error) {
    expect(error).toBeInstanceOf(DatabaseUrlProblem);
    return (error as Error).message;
  }
};

describe('the address of a database', () => {
  it('stays as it is where no separate settings are given', () => expect(completeDatabaseUrl(plain)).toBe(plain));

  it('accepts a password with any characters', () => {
    const url = new URL(completeDatabaseUrl(plain, { password: 'p@ss/word #1%' }));
    expect(decodeURIComponent(url.password)).toBe('p@ss/word #1%');
    expect(url.hostname).toBe('db.example');
  });

  it('is verified by an authority', () => {
    const { searchParams } = new URL(completeDatabaseUrl(plain, { caFile: '/etc/ca.pem' }));
    expect([...searchParams]).toEqual([
      ['sslrootcert', '/etc/ca.pem'],
      ['sslmode', 'verify-full'],
    ]);
  });

  it.each(['prefer', 'require', 'verify-ca', 'verify-full'])('means the strict mode by sslmode=%s', (mode) =>
    expect(completeDatabaseUrl(`${plain}?sslmode=${mode}`)).toBe(`${plain}?sslmode=verify-full`),
  );

  it.each(['disable', 'no-verify'])('may say sslmode=%s', (mode) =>
    expect(completeDatabaseUrl(`${plain}?sslmode=${mode}`)).toBe(`${plain}?sslmode=${mode}`),
  );

  it('refuses contradictions', () => {
    expect(problemOf('postgres://shop:one@db/orders', { password: 'two' })).toContain('password');
    for (const mode of ['disable', 'no-verify'])
      expect(problemOf(`${plain}?sslmode=${mode}`, { caFile: '/etc/ca.pem' })).toContain(mode);
    expect(problemOf(`${plain}?sslrootcert=/other.pem`, { caFile: '/etc/ca.pem' })).toContain('sslrootcert');
    expect(problemOf(`${plain}?sslmode=allow`)).toContain('allow');
  });
});

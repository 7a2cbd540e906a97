import { ownPath } from './session';

describe('the path to which a person returns after signing in', () => {
  it.each([
    ['/board?state=short#top', '/board?state=short#top'],
    ['/skus/A%20B', '/skus/A%20B'],
    ['/a/../board', '/board'],
  ])('is what was asked for: %s', (asked, path) => expect(ownPath(asked)).toBe(path));

  it.each<unknown>([
    undefined,
    '',
    'board',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '/..//elsewhere.example',
    'javascript:alert(1)',
    ['/a', '/b'],
    `/${'a'.repeat(1_000)}`,
  ])('is the first page where it would leave the door: %j', (asked: unknown) => expect(ownPath(asked)).toBe('/'));
});

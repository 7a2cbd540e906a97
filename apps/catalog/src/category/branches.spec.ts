import { branches, withDescendants } from './branches';

const twig = (categoryId: string, parentId: string | null = null) => ({
  categoryId,
  name: categoryId,
  slug: `s-${categoryId}`,
  parentId,
});
const all = [twig('leaf', 'branch'), twig('branch', 'root'), twig('root'), twig('other')];

describe('the tree', () => {
  it('is listed with its siblings by name', () =>
    expect(branches(all).map(({ name }) => name)).toEqual(['other', 'root']));
  it('is sorted by the alphabet', () => {
    const names = ['Zebra', 'apple', 'Banana', 'Äpfel'].map((name) => ({ ...twig(name), name }));
    expect(branches(names).map(({ name }) => name)).toEqual(['Äpfel', 'apple', 'Banana', 'Zebra']);
  });
  it('goes down', () => expect(branches(all)[1]!.children[0]!.children[0]!.name).toBe('leaf'));
});

describe('a category with all its descendants', () => {
  it('is found by id or slug', () => {
    expect(withDescendants(all, 'root').sort()).toEqual(['branch', 'leaf', 'root']);
    expect(withDescendants(all, 's-branch').sort()).toEqual(['branch', 'leaf']);
  });
  it('is empty where it is unknown', () => expect(withDescendants(all, 'x')).toEqual([]));
});

import { given } from '@concord/event-sourcing';
import { CategoryCreated, CategoryMoved } from '@concord/contracts';
import { categoryTree } from './category-tree.decider';
import { bySlug } from './category-tree.aggregate';
import { fold } from '@concord/event-sourcing';

const past = given(categoryTree);
const created = (categoryId: string, parentId?: string, slug = categoryId) =>
  CategoryCreated.of({ categoryId, name: categoryId, slug, ...(parentId && { parentId }) });
const create = (categoryId: string, parentId?: string, slug = categoryId) =>
  ({ type: 'CreateCategory', data: { categoryId, name: categoryId, slug, ...(parentId && { parentId }) } }) as const;
const move = (categoryId: string, parentId?: string) =>
  ({ type: 'MoveCategory', data: { categoryId, ...(parentId && { parentId }) } }) as const;
const chain = (length: number) => Array.from({ length }, (_, n) => created(`c${n + 1}`, n > 0 ? `c${n}` : undefined));

describe('creating a category', () => {
  it('may stand at the top or below another category', () =>
    past(created('a')).when(create('b', 'a')).then(created('b', 'a')));
  it('stands at most six levels deep', () => {
    past(...chain(5))
      .when(create('x', 'c5'))
      .then(created('x', 'c5'));
    past(...chain(6))
      .when(create('x', 'c6'))
      .thenRejected('category-too-deep');
  });
  it('has another name than its siblings', () =>
    past(created('a'), created('b', 'a', 'cups'))
      .when(create('c', 'a', 'cups'))
      .thenRejected('slug-taken'));
  it('may share its name with a category elsewhere', () =>
    past(created('a'), created('b', 'a', 'cups'))
      .when(create('c', undefined, 'cups'))
      .then(created('c', undefined, 'cups')));
  it('needs an existing parent', () => past().when(create('a', 'b')).thenRejected('category-unknown'));
  it('happens once', () => past(created('a')).when(create('a')).thenRejected('category-exists'));
});

describe('moving a category', () => {
  it('takes it elsewhere', () =>
    past(created('a'), created('b'))
      .when(move('b', 'a'))
      .then(CategoryMoved.of({ categoryId: 'b', parentId: 'a' })));
  it('makes no circle', () =>
    past(...chain(3))
      .when(move('c1', 'c3'))
      .thenRejected('category-cycle'));
  it('does not put a category below itself', () =>
    past(created('a')).when(move('a', 'a')).thenRejected('category-cycle'));
  it('counts the levels below the category', () =>
    past(...chain(5), created('x'), created('y', 'x'))
      .when(move('x', 'c5'))
      .thenRejected('category-too-deep'));
  it('changes nothing where the category stands there already', () =>
    past(...chain(2))
      .when(move('c2', 'c1'))
      .then());
  it('keeps slugs apart', () =>
    past(created('a'), created('b', 'a', 'cups'), created('c', undefined, 'cups'))
      .when(move('c', 'a'))
      .thenRejected('slug-taken'));
  it('needs a category', () => past().when(move('a')).thenRejected('category-unknown'));
});

describe('finding by slug', () => {
  it('finds all categories of that name', () =>
    expect(
      bySlug(fold(categoryTree, [created('a'), created('b', 'a', 'cups'), created('c', undefined, 'cups')]), 'cups'),
    ).toEqual(['b', 'c']));
});

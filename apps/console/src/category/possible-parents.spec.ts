import { possibleParents } from './possible-parents';

const category = (value: string, parentId?: string) => ({ value, label: value, slug: value, parentId });
const all = [category('lights'), category('desk', 'lights'), category('led', 'desk'), category('chairs')];

describe('where a category can be moved', () => {
  it('is not below itself, nor below what stands below it', () =>
    expect(possibleParents(all, 'lights').map(({ value }) => value)).toEqual(['chairs']));
  it('is below those above it and beside it', () =>
    expect(possibleParents(all, 'led').map(({ value }) => value)).toEqual(['lights', 'desk', 'chairs']));
});

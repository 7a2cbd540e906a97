import { Select, type SelectProps } from '@mantine/core';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { useCategories } from './categories';

/** Narrows a list to a category with those below it; not there while the shop has no category. */
export function CategoryFilter({ label, w }: Pick<SelectProps, 'w'> & { readonly label: string }) {
  const { t } = useLanguage();
  const [{ category }, setFilters] = useFilters();
  const categories = useCategories();
  if (categories.length === 0) return null;
  return (
    <Select
      w={w}
      label={label}
      data={[{ value: '', label: t('list.all') }, ...categories]}
      value={category ?? ''}
      onChange={(value) => setFilters({ category: value || undefined })}
      allowDeselect={false}
      searchable
    />
  );
}

import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { ListPage, type Column } from '../list/list-page';
import { CATEGORIES, type KnownCategory } from './categories';
import { CreateCategory, MoveCategory } from './category-actions';

/** The categories of the shop, each with the names above it. */
export function CategoryList() {
  const { t } = useLanguage();
  const columns: Column<KnownCategory>[] = [
    { key: 'name', label: t('category.category'), cell: ({ label }) => <b>{label}</b>, text: ({ label }) => label },
    { key: 'slug', label: t('category.slug'), cell: ({ slug }) => slug, text: ({ slug }) => slug },
    {
      key: 'products',
      label: t('category.products'),
      cell: ({ value }) => (
        <ScreenLink to="/products" search={{ category: value }}>
          {t('category.show')}
        </ScreenLink>
      ),
      text: () => undefined,
    },
    { key: 'do', label: '', cell: (row) => <MoveCategory category={row} />, text: () => undefined },
  ];
  return (
    <ListPage<KnownCategory>
      title={t('category.title')}
      intro={t('category.intro')}
      {...CATEGORIES}
      columns={columns}
      rowKey={({ value }) => value}
      empty={t('category.empty')}
      actions={<CreateCategory />}
    />
  );
}

import { Action, type Field, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { useCategories, type KnownCategory } from './categories';
import { possibleParents } from './possible-parents';

/** Which category the new or moved one stands below; empty for the top. */
function useParentField(): (parentId: string | undefined, choices: readonly KnownCategory[]) => Field {
  const { t } = useLanguage();
  return (parentId, choices) => ({
    name: 'parentId',
    label: t('category.parent'),
    kind: 'choice',
    isOptional: true,
    initial: parentId ?? '',
    choices: [{ value: '', label: t('category.top') }, ...choices],
  });
}

const below = ({ parentId }: Typed) => (parentId ? { parentId: String(parentId) } : {});

/** Creates a category at the top or below another one. */
export function CreateCategory() {
  const { t } = useLanguage();
  const may = useMay();
  const categories = useCategories();
  const parentField = useParentField();
  if (!may('catalog.category.write')) return null;
  return (
    <Action
      label={t('category.create')}
      says={t('category.createSays')}
      isMain
      fields={[
        { name: 'name', label: t('category.name'), kind: 'text', max: 200 },
        { name: 'slug', label: t('category.slug'), description: t('category.slugHint'), kind: 'text', max: 100 },
        parentField(undefined, categories),
      ]}
      run={(typed) =>
        shop.catalog.post('/v1/categories', {
          body: { name: String(typed['name'] ?? ''), slug: String(typed['slug'] ?? ''), ...below(typed) },
        })
      }
    />
  );
}

/** Moves a category with all that stands below it. */
export function MoveCategory({ category: { value, label, parentId } }: { readonly category: KnownCategory }) {
  const { t } = useLanguage();
  const may = useMay();
  const categories = useCategories();
  const parentField = useParentField();
  if (!may('catalog.category.write')) return null;
  return (
    <Action
      label={t('category.move')}
      says={t('category.moveSays', { category: label })}
      size="compact-sm"
      fields={[parentField(parentId, possibleParents(categories, value))]}
      run={(typed) =>
        shop.catalog.post('/v1/categories/{categoryId}/move', { path: { categoryId: value }, body: below(typed) })
      }
    />
  );
}

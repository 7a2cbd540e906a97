import { Chip, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { Oversight } from '@concord/client';
import { CategoryFilter } from '../category/category-filter';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { AsOfSlider } from '../moment/as-of';

export const TEAMS = ['inventory', 'marketing', 'logistics', 'customer-service', 'catalog'] as const;
const STATES = ['broken', 'held', 'at-risk', 'short', 'ok'] as const;
const PAUSE_MS = 300;
/** Two beside each other on a phone. */
const HALF = { base: 'calc(50% - 0.4rem)', sm: 220 };

/** What narrows the board: text, team, category and moment, all in the address. */
export function BoardFilters() {
  const { t } = useLanguage();
  const [{ asOf, team, q }, setFilters] = useFilters();
  const typed = useDebouncedCallback((text: string) => setFilters({ q: text.trim() || undefined }), PAUSE_MS);
  const all = { value: '', label: t('list.all') };
  return (
    <>
      <TextInput
        w={{ base: '100%', sm: 200 }}
        label={t('board.filterText')}
        defaultValue={q ?? ''}
        onChange={({ currentTarget }) => typed(currentTarget.value)}
      />
      <Select
        w={HALF}
        label={t('board.filterTeam')}
        data={[all, ...TEAMS.map((value) => ({ value, label: t(`board.team.${value}`) }))]}
        value={team ?? ''}
        onChange={(value) => setFilters({ team: value || undefined })}
        allowDeselect={false}
      />
      <CategoryFilter w={HALF} label={t('board.filterCategory')} />
      <AsOfSlider asOf={asOf} onChange={(moment) => setFilters({ asOf: moment })} />
    </>
  );
}

/** How many SKUs stand how; each narrows the board to its state. */
export function StateFilter({ counts }: { readonly counts: Oversight.Board['counts'] }) {
  const { t } = useLanguage();
  const [{ state }, setFilters] = useFilters();
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  return (
    <Chip.Group value={state ?? ''} onChange={(value) => setFilters({ state: value || undefined })}>
      <Group gap={6} role="radiogroup" aria-label={t('board.filterState')}>
        <Chip value="" size="sm">
          {t('list.all')} {sum}
        </Chip>
        {STATES.map((each) => (
          <Chip key={each} value={each} size="sm" disabled={!counts[each] && state !== each}>
            {t(`status.${each}`)} {counts[each] ?? 0}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

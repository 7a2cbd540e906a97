import { Select, TextInput } from '@mantine/core';
import { useLanguage } from '../language/language';
import type { statusWords } from '../status/status.words';
import { useFilters } from './filters';

interface StatusFilterProps {
  readonly label: string;
  readonly statuses: readonly (keyof typeof statusWords.english)[];
}

/** Narrows a list to one state. */
export function StatusFilter({ label, statuses }: StatusFilterProps) {
  const { t } = useLanguage();
  const [{ status }, setFilters] = useFilters();
  return (
    <Select
      label={label}
      data={[{ value: '', label: t('list.all') }, ...statuses.map((value) => ({ value, label: t(`status.${value}`) }))]}
      value={status ?? ''}
      onChange={(value) => setFilters({ status: value || undefined })}
      allowDeselect={false}
    />
  );
}

interface TextFilterProps {
  /** The filter in the address. */
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'date';
}

/** Narrows a list to what was typed, once the person has finished typing it. */
export function TextFilter({ name, label, type = 'text' }: TextFilterProps) {
  const [filters, setFilters] = useFilters();
  const value = filters[name] ?? '';
  const set = (typed: string) => typed !== value && setFilters({ [name]: typed || undefined });
  return (
    <TextInput
      key={value}
      type={type}
      label={label}
      defaultValue={value}
      onBlur={({ currentTarget }) => set(currentTarget.value.trim())}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && set(currentTarget.value.trim())}
    />
  );
}

/** Narrows a list to a day, or shows it as of that day, once the person has finished typing it. */
export const DayFilter = (props: Omit<TextFilterProps, 'type'>) => <TextFilter type="date" {...props} />;

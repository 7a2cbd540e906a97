import { Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language/language';
import { useMay } from '../session/session';
import { useMayOpen } from './may-open';
import { search, type Found } from './search';

const PAUSE_MS = 250;
const NOTHING: Found[] = [];

/** One box for everything that has a name or a number. */
export function SearchBox() {
  const { t } = useLanguage();
  const may = useMay();
  const mayOpen = useMayOpen();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text, PAUSE_MS);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const {
    data = NOTHING,
    isFetching,
    isSuccess,
  } = useQuery({
    queryKey: ['search', wanted],
    queryFn: ({ signal }) => search(wanted, may, mayOpen, signal),
    enabled: wanted.trim().length > 1,
  });
  // What was found comes after what was typed: Enter opens the first of it.
  useEffect(() => {
    combobox.selectFirstOption();
  }, [data]);
  const open = (to: string) => {
    setText('');
    combobox.closeDropdown();
    void navigate({ to });
  };
  return (
    <Combobox store={combobox} onOptionSubmit={open} withinPortal>
      <Combobox.Target>
        <TextInput
          maw={{ sm: 460 }}
          aria-label={t('frame.search.label')}
          placeholder={t('frame.search.label')}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={isFetching ? <Loader size={14} aria-hidden /> : null}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => text !== '' && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={wanted.trim().length < 2}>
        <Combobox.Options aria-label={t('frame.search.found')}>
          {data.map(({ kind, id, says, to }) => (
            <Combobox.Option key={to} value={to}>
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm" truncate>
                  <b>{id}</b> {says}
                </Text>
                <Text size="xs" c="dimmed">
                  {t(`frame.search.kinds.${kind}`)}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
          {isSuccess && data.length === 0 && <Combobox.Empty>{t('frame.search.nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

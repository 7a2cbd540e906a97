import {
  Button,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { typedList } from '../list/typed-list';
import { localText } from '../moment/local-text';
import { ProblemView } from '../problem/problem-view';
import { isWithin, wrongAt } from '../problem/wrong-at';

/** Something that a person is asked for before an action. */
export interface Field {
  readonly name: string;
  /** The member of the request that it fills, where that has another name: what is wrong with it stands at the field. */
  readonly path?: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'number' | 'choice' | 'choices' | 'moment' | 'flag';
  readonly description?: string;
  readonly initial?: string | number | boolean;
  readonly isOptional?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

/**
 * What a person typed, by the names of the fields. A moment is ISO 8601, several choices are a list with commas; an empty
 * field is absent.
 */
export type Typed = Readonly<Record<string, string | number | boolean | undefined>>;

export interface ActionProps {
  readonly label: string;
  /** What will happen, in numbers, before it does; it may depend on what was typed. */
  readonly says: ReactNode | ((typed: Typed) => ReactNode);
  /** Which fields there are may depend on what was typed. */
  readonly fields?: readonly Field[] | ((typed: Typed) => readonly Field[]);
  readonly isDanger?: boolean;
  readonly isMain?: boolean;
  readonly disabled?: boolean;
  readonly icon?: ReactNode;
  readonly size?: 'lg' | 'sm' | 'compact-sm';
  /** The person came here to do this: it is asked for at once. */
  readonly isOpenAtFirst?: boolean;
  /** The person opens the action: what its fields offer can be asked for now. */
  readonly onOpen?: () => void;
  readonly run: (typed: Typed) => Promise<unknown>;
}

/** A button that says what will happen, asks for what is needed, does it, and shows why where it did not work. */
export function Action(props: ActionProps) {
  const { label, says, fields = [], isDanger, isMain, disabled, icon, size = 'sm', isOpenAtFirst = false } = props;
  const { onOpen, run } = props;
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(isOpenAtFirst);
  const [typed, setTyped] = useState<Typed>({});
  const asked = typeof fields === 'function' ? fields(typed) : fields;
  const values = valuesOf(asked, typed);
  const action = useMutation({
    mutationFn: () => run(values),
    onSuccess: async () => {
      close();
      notifications.show({
        message: t('action.done', { label }),
        color: 'green',
        closeButtonProps: { 'aria-label': t('action.close') },
      });
      await queries.invalidateQueries();
    },
  });
  const start = () => {
    setTyped({});
    action.reset();
    onOpen?.();
    open();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    action.mutate();
  };
  const colour = isDanger ? 'red' : undefined;
  return (
    <>
      <Button
        variant={isMain ? 'filled' : 'default'}
        color={colour}
        size={size}
        leftSection={icon}
        disabled={disabled}
        onClick={start}
        c={isDanger && !isMain ? 'var(--mantine-color-red-light-color)' : undefined}
      >
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={label}
        centered
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm" component="div">
              {typeof says === 'function' ? says(values) : says}
            </Text>
            {asked.map((field) => (
              <Asked
                key={field.name}
                field={field}
                // A field that was emptied is empty, and does not show its first value again.
                value={field.name in typed ? typed[field.name] : field.initial}
                error={wrongAt(action.error, pathOf(field))}
                onChange={(value) => setTyped((before) => ({ ...before, [field.name]: value }))}
              />
            ))}
            {action.error && (
              <ProblemView
                error={action.error}
                isElsewhere={(path) => asked.some((field) => isWithin(path, pathOf(field)))}
              />
            )}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('action.leave')}
              </Button>
              <Button type="submit" color={colour} loading={action.isPending}>
                {label}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

/** What the fields hold. A field that is no longer asked for holds nothing. */
const valuesOf = (fields: readonly Field[], typed: Typed): Typed =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, name in typed ? typed[name] : initial]));

/** The member of the request that a field fills. */
const pathOf = ({ name, path = name }: Field) => path;

interface AskedProps {
  readonly field: Field;
  /** What is wrong with the value. */
  readonly error: string | undefined;
  readonly value: string | number | boolean | undefined;
  readonly onChange: (value: string | number | boolean | undefined) => void;
}

function Asked({ field, value, error, onChange }: AskedProps) {
  const { label, description, kind, isOptional, min, max, choices } = field;
  const about = { label, description, error, required: !isOptional };
  const text = (typed: string) => onChange(typed === '' ? undefined : typed);
  switch (kind) {
    case 'number':
      return (
        <NumberInput
          {...about}
          min={min}
          max={max}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => onChange(typed === '' ? undefined : Number(typed))}
        />
      );
    case 'choice':
      return (
        <Select {...about} data={choices ?? []} value={String(value ?? '')} onChange={(typed) => text(typed ?? '')} />
      );
    case 'choices':
      return (
        <MultiSelect
          {...about}
          data={choices ?? []}
          value={typedList(value)}
          onChange={(chosen) => text(chosen.join(', '))}
          searchable
        />
      );
    case 'flag':
      return (
        <Switch
          label={label}
          description={description}
          error={error}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'moment':
      return (
        <TextInput
          {...about}
          type="datetime-local"
          value={typeof value === 'string' ? localText(value) : ''}
          onChange={({ currentTarget }) => text(currentTarget.value && new Date(currentTarget.value).toISOString())}
        />
      );
    case 'long':
      return (
        <Textarea
          {...about}
          maxLength={max}
          autosize
          minRows={2}
          value={String(value ?? '')}
          onChange={({ currentTarget }) => text(currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...about}
          maxLength={max}
          value={String(value ?? '')}
          onChange={({ currentTarget }) => text(currentTarget.value)}
        />
      );
  }
}

import { Fieldset, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { amountsIn, amountsText, numbersIn, type ValueKind } from './value-kind';
import { valueText } from './value-text';

interface ValueFieldsProps {
  readonly label: string;
  readonly kind: ValueKind;
  readonly value: unknown;
  /** Told of undefined where what was typed is no value. */
  readonly onChange: (value: unknown) => void;
  readonly description?: string | undefined;
}

/** The fields for a value, as its schema demands. The service has the last word on whether it fits. */
export function ValueFields({ label, kind, value, onChange, description }: ValueFieldsProps) {
  const { t, language } = useLanguage();
  switch (kind.kind) {
    case 'number': {
      const { isWhole, min, max } = kind;
      const bounds = min === undefined || max === undefined ? undefined : t('setting.bounds', { min, max });
      return (
        <NumberInput
          label={label}
          description={description ?? bounds}
          required
          allowDecimal={!isWhole}
          {...(min !== undefined && { min })}
          {...(max !== undefined && { max })}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => onChange(typed === '' ? undefined : Number(typed))}
        />
      );
    }
    case 'numbers':
      return <Numbers label={label} value={value} onChange={onChange} />;
    case 'amounts':
      return <Amounts label={label} value={value} onChange={onChange} />;
    case 'choice':
      return (
        <Select
          label={label}
          required
          data={[...kind.choices]}
          value={typeof value === 'string' ? value : null}
          onChange={(chosen) => onChange(chosen ?? undefined)}
        />
      );
    case 'flag':
      return (
        <Switch
          label={label}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'text':
      return (
        <TextInput
          label={label}
          required
          value={typeof value === 'string' ? value : ''}
          {...(kind.pattern !== undefined && { pattern: kind.pattern })}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'members': {
      const given = (value ?? {}) as Readonly<Record<string, unknown>>;
      return (
        <Fieldset legend={label}>
          <Stack gap="xs">
            {Object.entries(kind.members).map(([name, member]) => (
              <ValueFields
                key={name}
                label={name}
                kind={member}
                value={given[name]}
                onChange={(part) => onChange({ ...given, [name]: part })}
                description={name === 'amountMinor' ? valueText(value, '', language) : undefined}
              />
            ))}
          </Stack>
        </Fieldset>
      );
    }
  }
}

/** Several numbers in one field, which keeps what was typed. */
function Numbers({ label, value, onChange }: Pick<ValueFieldsProps, 'label' | 'value' | 'onChange'>) {
  const { t } = useLanguage();
  const [text, setText] = useState(() => (Array.isArray(value) ? value.join(', ') : ''));
  const isWrong = numbersIn(text).some(Number.isNaN);
  return (
    <TextInput
      label={label}
      description={t('setting.numbers')}
      required
      value={text}
      error={isWrong && t('setting.noNumber')}
      onChange={({ currentTarget }) => {
        const numbers = numbersIn(currentTarget.value);
        setText(currentTarget.value);
        onChange(numbers.some(Number.isNaN) ? undefined : numbers);
      }}
    />
  );
}

/** A number for each currency in one field, which keeps what was typed. */
function Amounts({ label, value, onChange }: Pick<ValueFieldsProps, 'label' | 'value' | 'onChange'>) {
  const { t } = useLanguage();
  const [text, setText] = useState(() => amountsText(value));
  return (
    <TextInput
      label={label}
      description={t('setting.amounts')}
      required
      value={text}
      error={amountsIn(text) === undefined && t('setting.noAmounts')}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(amountsIn(currentTarget.value));
      }}
    />
  );
}

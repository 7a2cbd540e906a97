import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Oversight } from '@concord/client';
import { useState } from 'react';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { daysAhead } from '../moment/days-ahead';
import { shop } from '../shop';
import { Preview } from './preview';
import { ValueFields } from './value-fields';
import { valueKindOf } from './value-kind';
import { valueText } from './value-text';

const TYPING_MS = 400;

/** A new value: what it would have changed, and its draft. */
export function DraftForm({ setting }: { readonly setting: Oversight.Setting }) {
  const { t, language } = useLanguage();
  const { key, unit, schema, preview } = setting;
  const [value, setValue] = useState<unknown>(setting.value);
  const [typed] = useDebouncedValue(value, TYPING_MS);
  const isSame = (other: unknown) => JSON.stringify(other) === JSON.stringify(setting.value);
  // A version that is still to come is taken back by a draft of the present value.
  const isToChange = setting.versions.some(({ from }) => Date.parse(from) > Date.now());
  const before = valueText(setting.value, unit, language);
  const after = valueText(value ?? '', unit, language);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {t('setting.change')}
      </Title>
      <Stack gap="sm">
        <Group align="flex-end">
          <ValueFields
            label={t('setting.newValue', { unit })}
            kind={valueKindOf(schema)}
            value={value}
            onChange={setValue}
          />
          <Action
            label={t('setting.draft')}
            says={t('setting.draftSays', { key, before, after })}
            isMain
            disabled={value === undefined || (isSame(value) && !isToChange)}
            fields={[
              // A value that begins with a day is easy to tell people, and leaves time for the second person.
              { name: 'from', label: t('setting.from'), kind: 'moment', initial: daysAhead(1) },
              { name: 'reason', label: t('setting.reason'), kind: 'long', max: 500 },
            ]}
            run={({ from, reason }) => {
              const body = { value: value as Oversight.Setting['value'], from: String(from), reason: String(reason) };
              return shop.oversight.post('/v1/settings/{key}/drafts', { path: { key }, body });
            }}
          />
        </Group>
        {preview ? (
          !isSame(typed) && <Preview settingKey={key} value={typed} says={valueText(typed, unit, language)} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('setting.noPreview')}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

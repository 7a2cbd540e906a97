import { Alert, Group, Stack, Text } from '@mantine/core';
import type { Oversight } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { exactTime } from '../moment/when';
import { useMay, useSession } from '../session/session';
import { shop } from '../shop';
import { Preview } from './preview';
import { valueText } from './value-text';

interface OpenDraftProps {
  readonly setting: Oversight.Setting;
  readonly draft: NonNullable<Oversight.Setting['draft']>;
}

/** A draft that waits for a second person. */
export function OpenDraft({ setting, draft }: OpenDraftProps) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { subject } = useSession();
  const { key, unit, preview } = setting;
  const { draftId, from, reason, draftedBy } = draft;
  const before = valueText(setting.value, unit, language);
  const after = valueText(draft.value, unit, language);
  const at = exactTime(from, language);
  const path = { key, draftId };
  const isOwn = draftedBy === subject;
  return (
    <Stack gap="xs" component="section" aria-label={t('setting.waits')}>
      <Alert color="orange" variant="light" title={t('setting.waits')}>
        <Text size="sm">{t('setting.drafted', { by: draftedBy, after, before, at, reason })}</Text>
        <Group gap="sm" mt="sm">
          {may('setting.approve') && !isOwn && (
            <Action
              label={t('setting.approve')}
              says={t('setting.approveSays', { key, before, after, at })}
              isMain
              run={() => shop.oversight.post('/v1/settings/{key}/drafts/{draftId}/approve', { path })}
            />
          )}
          {may('setting.draft') && (
            <Action
              label={t('setting.withdraw')}
              says={t('setting.withdrawSays', { key, before, after })}
              isDanger
              run={() => shop.oversight.post('/v1/settings/{key}/drafts/{draftId}/withdraw', { path })}
            />
          )}
          {may('setting.approve') && isOwn && <Text size="sm">{t('setting.notByYou')}</Text>}
        </Group>
      </Alert>
      {preview && <Preview settingKey={key} value={draft.value} says={after} />}
    </Stack>
  );
}

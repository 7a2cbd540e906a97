import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Oversight } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { Unanswered } from '../list/unanswered';
import { AsOfNotice, AsOfSlider } from '../moment/as-of';
import { exactTime } from '../moment/when';
import { Sheet } from '../operations/sheet';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { DraftForm } from './draft-form';
import { OpenDraft } from './open-draft';
import { usePreview } from './preview';
import { valueText } from './value-text';

const LOOK_EVERY_MS = 3_000;

/** A setting: what it is, who decided so, and what it shall be. */
export function SettingScreen() {
  const may = useMay();
  const { key } = useParams({ from: '/settings/$key' });
  const [{ asOf }, setFilters] = useFilters();
  const setAsOf = (moment: string | undefined) => setFilters({ asOf: moment });
  const query = useQuery({
    queryKey: ['setting', key, asOf],
    queryFn: async ({ signal }) =>
      (await shop.oversight.get('/v1/settings/{key}', { path: { key }, query: { asOf }, signal })).data,
    // The live stream tells of SKUs and orders, and of no setting.
    refetchInterval: LOOK_EVERY_MS,
  });
  if (!query.data) return <Unanswered query={query} />;
  const setting = query.data;
  const isNow = asOf === undefined;
  return (
    <Stack>
      <div>
        <Title order={1} size="h2">
          {key}
        </Title>
        <Text size="sm">{setting.says}</Text>
      </div>
      <AsOfSlider asOf={asOf} onChange={setAsOf} />
      <AsOfNotice asOf={asOf} onChange={setAsOf} />
      <InForce setting={setting} />
      {isNow && setting.draft && <OpenDraft setting={setting} draft={setting.draft} />}
      {isNow && !setting.draft && may('setting.draft') && (
        <DraftForm key={JSON.stringify(setting.value)} setting={setting} />
      )}
      <Versions setting={setting} asOf={asOf} />
    </Stack>
  );
}

function InForce({ setting }: { readonly setting: Oversight.Setting }) {
  const { t, language } = useLanguage();
  const { key, value, unit, version, versions, owner, preview } = setting;
  const rests = usePreview(key, value, preview);
  const inForce = versions.find((each) => each.version === version);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {t('setting.inForce')}
      </Title>
      <Group gap="xl" align="baseline">
        <Text size="xl" fw={700}>
          {valueText(value, unit, language)}
        </Text>
        <Text size="sm">
          {inForce
            ? t('setting.byVersion', { ...inForce, from: exactTime(inForce.from, language) })
            : t('setting.fromStart')}
        </Text>
      </Group>
      <Text size="sm" mt="xs">
        {t('setting.owned', { role: owner.replaceAll('_', ' ') })}
      </Text>
      <Text size="sm">{rests.data ? t('setting.rests', { count: rests.data.looked }) : t('setting.restsUnknown')}</Text>
    </Card>
  );
}

interface VersionsProps {
  readonly setting: Oversight.Setting;
  readonly asOf: string | undefined;
}

/** All approved versions, the latest first, also those that are still to come. */
function Versions({ setting: { version, versions, unit }, asOf }: VersionsProps) {
  const { t, language } = useLanguage();
  const now = asOf ?? new Date().toISOString();
  const state = (each: Oversight.Setting['versions'][number]) => {
    if (each.version === version) return t('setting.isInForce');
    return Date.parse(each.from) > Date.parse(now) ? t('setting.toCome') : t('setting.replaced');
  };
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {t('setting.versions')}
      </Title>
      <Sheet
        label={t('setting.versions')}
        rows={versions.toReversed()}
        rowKey={(each) => String(each.version)}
        empty={t('setting.neverChanged')}
        columns={[
          { label: t('setting.version'), cell: (each) => each.version, isNumber: true },
          { label: t('setting.value'), cell: ({ value }) => valueText(value, unit, language) },
          { label: t('setting.state'), cell: state },
          { label: t('setting.from'), cell: ({ from }) => exactTime(from, language) },
          { label: t('setting.draftedBy'), cell: ({ draftedBy }) => draftedBy },
          { label: t('setting.approvedBy'), cell: ({ approvedBy }) => approvedBy },
          { label: t('setting.reason'), cell: ({ reason }) => reason },
        ]}
      />
    </Card>
  );
}

import { Anchor, Badge, Text } from '@mantine/core';
import type { Oversight } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { AsOfNotice, AsOfSlider } from '../moment/as-of';
import { exactTime } from '../moment/when';
import { shop } from '../shop';
import { valueText } from './value-text';

const inForce = ({ version, versions }: Oversight.Setting) => versions.find((each) => each.version === version);

/** All numbers by which the shop decides. */
export function Settings() {
  const { t, language } = useLanguage();
  const [{ asOf }, setFilters] = useFilters();
  const setAsOf = (moment: string | undefined) => setFilters({ asOf: moment });
  const columns: Column<Oversight.Setting>[] = [
    {
      key: 'key',
      label: t('setting.setting'),
      cell: ({ key, says, draft }) => (
        <>
          <Anchor
            fw={600}
            renderRoot={(root) => <Link {...root} to="/settings/$key" params={{ key }} search={{ asOf }} />}
          >
            {key}
          </Anchor>{' '}
          {draft && (
            <Badge variant="light" color="orange" styles={{ label: { textTransform: 'none' } }}>
              {t('setting.waits')}
            </Badge>
          )}
          <Text size="xs" c="dimmed">
            {says}
          </Text>
        </>
      ),
      text: ({ key }) => key,
    },
    {
      key: 'value',
      label: t('setting.value'),
      cell: ({ value, unit }) => valueText(value, unit, language),
      text: ({ value, unit }) => valueText(value, unit, language),
    },
    {
      key: 'version',
      label: t('setting.version'),
      cell: ({ version }) => version,
      text: ({ version }) => version,
      isNumber: true,
    },
    {
      key: 'from',
      label: t('setting.inForceFrom'),
      cell: (row) => fromText(inForce(row)?.from),
      text: (row) => inForce(row)?.from,
    },
    {
      key: 'by',
      label: t('setting.draftedApproved'),
      cell: (row) => byText(inForce(row)),
      text: (row) => byText(inForce(row)),
      isWide: true,
    },
    {
      key: 'owner',
      label: t('setting.owner'),
      cell: ({ owner }) => owner.replaceAll('_', ' '),
      text: ({ owner }) => owner,
    },
  ];
  const fromText = (from: string | undefined) => (from === undefined ? t('setting.start') : exactTime(from, language));
  return (
    <ListPage<Oversight.Setting>
      title={t('setting.title')}
      intro={t('setting.intro')}
      queryKey={['settings', asOf]}
      load={async (_, signal) => {
        const { data } = await shop.oversight.get('/v1/settings', { query: { asOf }, signal });
        return { items: data.items, next: null };
      }}
      hears={{ services: ['oversight'] }}
      columns={columns}
      rowKey={({ key }) => key}
      empty={t('setting.empty')}
      filters={<AsOfSlider asOf={asOf} onChange={setAsOf} />}
      notice={<AsOfNotice asOf={asOf} onChange={setAsOf} />}
    />
  );
}

const byText = (version: Oversight.Setting['versions'][number] | undefined) =>
  version ? `${version.draftedBy}, ${version.approvedBy}` : '–';

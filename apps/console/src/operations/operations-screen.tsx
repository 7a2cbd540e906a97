import { Stack, Tabs, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Audits } from '../audit/audits';
import { useLanguage } from '../language/language';
import type { Search } from '../router';
import { useMay } from '../session/session';
import { Checkouts } from './checkouts';
import { Invariants } from './invariants';
import { Parked } from './parked';
import { Projections } from './projections';
import { Refused } from './refused';
import { Retries } from './retries';
import { Services } from './services';
import { Settlements } from './settlements';

/** The parts of the screen, with the permission that shows each. */
const TABS = [
  { name: 'services', permission: 'ops.projection.read', Part: Services },
  { name: 'parked', permission: 'ops.parked.read', Part: Parked },
  { name: 'checkouts', permission: 'ops.checkout.read', Part: Checkouts },
  { name: 'settlements', permission: 'settlement.read', Part: Settlements },
  { name: 'projections', permission: 'ops.projection.read', Part: Projections },
  { name: 'invariants', permission: 'invariant.read', Part: Invariants },
  { name: 'refused', permission: 'ops.refused.read', Part: Refused },
  { name: 'retries', permission: 'ops.retry.read', Part: Retries },
  { name: 'audits', permission: 'audit.read', Part: Audits },
] as const;

/** How the system is, and what its operators can do about it. */
export function OperationsScreen() {
  const { t } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as Search;
  const shown = TABS.filter(({ permission }) => may(permission));
  const chosen = shown.find(({ name }) => name === tab) ?? shown[0];
  if (!chosen) return <Text>{t('operations.nothingToSee')}</Text>;
  const { Part } = chosen;
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('operations.title')}
      </Title>
      <Tabs
        value={chosen.name}
        // Filters belong to the tab that is left.
        onChange={(name) => void navigate({ to: '.', search: { tab: name } as never })}
        keepMounted={false}
      >
        <Tabs.List>
          {shown.map(({ name }) => (
            <Tabs.Tab key={name} value={name}>
              {t(`operations.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ name }) => (
          <Tabs.Panel key={name} value={name} pt="md">
            {name === chosen.name && <Part />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

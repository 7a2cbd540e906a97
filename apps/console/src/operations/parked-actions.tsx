import { Group } from '@mantine/core';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { useMay } from '../session/session';
import { shop } from '../shop';
import type { ParkedGroup } from './parked-groups';

/** A replay of many messages takes a while; the door waits so long for an answer. */
const REPLAY_MS = 60_000;

/** What can be done about a parked message, with what will happen. */
export function ParkedActions({ group: { service, first, behind } }: { readonly group: ParkedGroup }) {
  const { t } = useLanguage();
  const may = useMay();
  const path = { id: first.id };
  const numbers = { service, count: behind.length + 1, key: first.key };
  return (
    <Group gap="xs">
      {may('ops.parked.replay') && (
        <Action
          label={t('operations.replay')}
          says={t('operations.replaySays', numbers)}
          isMain
          size="compact-sm"
          run={() => shop.of(service).post('/v1/parked/{id}/replay', { path, timeoutMs: REPLAY_MS })}
        />
      )}
      {may('ops.parked.discard') && (
        <Action
          label={t('operations.discard')}
          says={
            behind.length === 0
              ? t('operations.discardSays', { service })
              : t('operations.discardSaysBehind', { service, count: behind.length })
          }
          isDanger
          size="compact-sm"
          fields={[{ name: 'reason', label: t('operations.why'), kind: 'long', max: 500 }]}
          run={({ reason }) =>
            shop.of(service).post('/v1/parked/{id}/discard', { path, body: { reason: String(reason) } })
          }
        />
      )}
    </Group>
  );
}

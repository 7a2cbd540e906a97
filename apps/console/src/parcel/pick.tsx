import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Logistics } from '@concord/client';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { Unfit } from '../problem/unfit';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { inWords, unitsOf, without } from './units';

type ParcelProps = { readonly parcel: Logistics.Fulfilment };

/** What goes into the tray, unit by unit: by a scanner, by typing, or by a tap. */
export function PickList({ parcel: { fulfilmentId, lines, picked } }: ParcelProps) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<Error | null>(null);
  // A scanner is faster than an answer: the scans wait for each other.
  const scan = useMutation({
    scope: { id: `scans of ${fulfilmentId}` },
    mutationFn: (sku: string) =>
      shop.logistics.post('/v1/pick-tasks', { body: { fulfilmentId, scans: [{ sku, quantity: 1 }] } }),
    // The next scan may be on its way already: a refusal stays until the person begins a new one.
    onError: setRefused,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['parcel', fulfilmentId] }),
  });
  const putIn = (sku: string) => {
    if (!scan.isPending) setRefused(null);
    scan.mutate(sku);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const sku = typed.trim();
    if (sku !== '') putIn(sku);
    setTyped('');
  };
  return (
    <Stack gap="sm">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            size="md"
            label={t('parcel.scan')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button type="submit" size="md" variant="default">
            {t('parcel.putIn')}
          </Button>
        </Group>
      </form>
      {refused && <ProblemView error={refused} />}
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {lines.map(({ sku, quantity }) => {
          const done = unitsOf(picked, sku);
          return (
            <Group component="li" key={sku} justify="space-between" wrap="nowrap" mih={48}>
              <SkuLink sku={sku} fw={600} />
              <Group gap="sm" wrap="nowrap">
                <Text aria-live="polite" c={done === quantity ? 'var(--mantine-color-green-light-color)' : undefined}>
                  {t('parcel.inTray', { done, count: quantity })}
                </Text>
                <ActionIcon
                  size={44}
                  variant="default"
                  aria-label={t('parcel.putOneIn', { sku })}
                  disabled={done >= quantity}
                  loading={scan.isPending && scan.variables === sku}
                  onClick={() => putIn(sku)}
                >
                  <IconPlus size={22} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
          );
        })}
      </Stack>
    </Stack>
  );
}

/** Ends the picking; what is not in the tray yet goes there as listed. */
export function FinishPick({ parcel: { fulfilmentId, lines, picked } }: ParcelProps) {
  const { t } = useLanguage();
  const open = without(lines, picked);
  const finish = () => shop.logistics.post('/v1/pick-tasks/{id}/finish', { path: { id: fulfilmentId } });
  const pickAll = () => shop.logistics.post('/v1/pick-tasks', { body: { fulfilmentId, scans: open, finish: true } });
  return (
    <Action
      key={open.length === 0 ? 'finish' : 'all'}
      label={t(open.length === 0 ? 'parcel.finishPick' : 'parcel.pickAll')}
      says={open.length === 0 ? t('parcel.finishPickSays') : t('parcel.pickAllSays', { units: inWords(open) })}
      isMain
      size="lg"
      run={open.length === 0 ? finish : pickAll}
    />
  );
}

/** Units that are not on the shelf. */
export function ReportShort({ parcel: { fulfilmentId, lines, picked } }: ParcelProps) {
  const { t } = useLanguage();
  const open = without(lines, picked);
  if (open.length === 0) return null;
  return (
    <Action
      label={t('parcel.short')}
      says={t('parcel.shortSays')}
      isDanger
      fields={open.map(({ sku, quantity }) => ({
        name: sku,
        label: t('parcel.shortOf', { sku, count: quantity }),
        kind: 'number',
        min: 0,
        max: quantity,
        initial: open.length === 1 ? quantity : 0,
      }))}
      run={async (typed) => {
        const missing = open.map(({ sku }) => ({ sku, quantity: Number(typed[sku] ?? 0) }));
        const named = missing.filter(({ quantity }) => quantity > 0);
        if (named.length === 0) throw new Unfit(t('parcel.shortNone'));
        // What is left to send lies in the tray already.
        const finish = picked.length > 0 && without(open, named).length === 0;
        const body = { lines: named, finish };
        return shop.logistics.post('/v1/pick-tasks/{id}/short', { path: { id: fulfilmentId }, body });
      }}
    />
  );
}

import { Alert, Group, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import type { Hears } from '../live/hears';
import { When } from '../moment/when';
import { useMay, useSession } from '../session/session';
import { shop } from '../shop';

const REASONS = [
  'customer-request',
  'address',
  'payment',
  'fraud',
  'stock',
  'promised-date',
  'return-items',
] as const satisfies readonly Orders.HoldOrderRequest['reason'][];
/** Holds make sense for what has not left. */
const HOLDABLE: readonly string[] = ['pending', 'confirmed', 'partially_shipped'];
const NOTES_MAX = 20;

/** Puts an order on hold, writes about it, orders it again: what the desk does besides cancelling. */
export function DeskActions({ order: { orderId, status, hold } }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const may = useMay();
  const { kind } = useSession();
  const navigate = useNavigate();
  const path = { orderId };
  return (
    <>
      {may('order.hold') && !hold && HOLDABLE.includes(status) && (
        <Action
          label={t('order.hold')}
          says={t('order.holdSays')}
          fields={[
            {
              name: 'reason',
              label: t('order.holdReason'),
              kind: 'choice',
              initial: 'customer-request',
              choices: REASONS.map((value) => ({ value, label: t(`order.holdReasons.${value}`) })),
            },
            { name: 'note', label: t('order.holdNote'), kind: 'long', max: 400, isOptional: true },
          ]}
          run={({ reason, note }) => {
            const body = {
              reason: reason as Orders.HoldOrderRequest['reason'],
              ...(note !== undefined && { note: String(note) }),
            };
            return shop.orders.post('/v1/orders/{orderId}/hold', { path, body });
          }}
        />
      )}
      {may('order.note') && (
        <Action
          label={t('order.writeNote')}
          says={t('order.noteSays')}
          fields={[{ name: 'text', label: t('order.note'), kind: 'long', max: 2_000 }]}
          run={({ text }) => shop.orders.post('/v1/orders/{orderId}/notes', { path, body: { text: String(text) } })}
        />
      )}
      {may('order.place') && status === 'confirmed' && (
        <Action
          label={t('order.add')}
          says={t('order.addSays')}
          fields={[
            { name: 'sku', label: 'SKU', kind: 'text' },
            { name: 'quantity', label: t('order.units'), kind: 'number', initial: 1, min: 1 },
          ]}
          run={async ({ sku, quantity }) => {
            const body = { lines: [{ sku: String(sku), quantity: Number(quantity) }] };
            const { data } = await shop.orders.post('/v1/orders/{orderId}/additions', { path, body, wait: 5 });
            await navigate({ to: '/orders/$orderId', params: { orderId: data.orderId } });
          }}
        />
      )}
      {may('order.place') && kind !== 'customer' && (
        <Action
          label={t('order.reorder')}
          says={t('order.reorderSays')}
          run={async () => {
            const { data } = await shop.orders.post('/v1/orders/{orderId}/reorder', { path });
            await navigate({ to: '/baskets/$cartId', params: { cartId: data.cartId } });
          }}
        />
      )}
    </>
  );
}

/** That an order waits, for each of its reasons the way on. */
export function HoldNotice({ order: { orderId, hold } }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const may = useMay();
  if (!hold) return null;
  const isOne = hold.reasons.length === 1;
  return (
    <Alert color="orange" variant="light" title={t('order.held')}>
      <Stack gap="xs" align="start">
        {REASONS.filter((reason) => hold.reasons.includes(reason)).map((reason) => (
          <Group key={reason} gap="xs">
            <Text size="sm">
              {t(`order.holdReasons.${reason}`)}
              {isOne && (
                <>
                  {' '}
                  · <When at={hold.since} />
                </>
              )}
            </Text>
            {may('order.hold') && (
              <Action
                label={
                  isOne ? t('order.release') : t('order.releaseFrom', { reason: t(`order.holdReasons.${reason}`) })
                }
                says={isOne ? t('order.releaseSays') : t('order.releaseFromSays')}
                isMain
                size="compact-sm"
                fields={[{ name: 'note', label: t('order.holdNote'), kind: 'long', max: 400, isOptional: true }]}
                run={({ note }) => {
                  const body = { reason, ...(note !== undefined && { note: String(note) }) };
                  return shop.orders.post('/v1/orders/{orderId}/release', { path: { orderId }, body });
                }}
              />
            )}
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}

/** What colleagues wrote about an order, the latest first. */
export function Notes({ orderId, hears }: { readonly orderId: string; readonly hears: Hears }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['order', orderId, 'notes'],
    queryFn: async ({ signal }) => {
      const asked = { path: { orderId }, query: { limit: NOTES_MAX }, signal };
      return (await shop.orders.get('/v1/orders/{orderId}/notes', asked)).data.items;
    },
    meta: { hears },
  });
  if (!query.data) return <Unanswered query={query} size="sm" />;
  if (query.data.length === 0) return <Text size="sm">{t('order.noNotes')}</Text>;
  return (
    <Stack gap="xs">
      {query.data.map(({ noteId, text, by, at }) => (
        <Text size="sm" key={noteId} style={{ whiteSpace: 'pre-line' }}>
          {text}{' '}
          <Text component="span" size="xs" c="dimmed">
            {by} · <When at={at} />
          </Text>
        </Text>
      ))}
    </Stack>
  );
}

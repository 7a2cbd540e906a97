import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Orders } from '@concord/client';
import { hasLeft, isCancellable } from '@concord/client/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { ORDER } from './order-query';

/** What the customer can do with the order as it stands: whether it works is for the service to say. */
export function OrderActions({ order: { orderId, status, lines } }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const hasGoods = lines.some(({ stocked }) => stocked);
  return (
    <Group gap="xs">
      {hasLeft(status) && hasGoods && (
        <>
          <Button renderRoot={(root) => <Link {...root} to="/orders/$orderId/return" params={{ orderId }} />}>
            {t('order.return')}
          </Button>
          <Button
            variant="default"
            renderRoot={(root) => <Link {...root} to="/orders/$orderId/exchange" params={{ orderId }} />}
          >
            {t('afterSales.exchange')}
          </Button>
          <Button
            variant="default"
            renderRoot={(root) => <Link {...root} to="/orders/$orderId/problem" params={{ orderId }} />}
          >
            {t('afterSales.problem')}
          </Button>
        </>
      )}
      {isCancellable(status) && <Cancel orderId={orderId} />}
    </Group>
  );
}

function Cancel({ orderId }: { readonly orderId: string }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const cancel = useMutation({
    mutationFn: () => {
      const body = { reason: reason.trim() || t('order.noReason') };
      return shop.orders.post('/v1/orders/{orderId}/cancel', { path: { orderId }, body });
    },
    onSuccess: async () => {
      close();
      await client.invalidateQueries({ queryKey: [ORDER, orderId] });
      await client.invalidateQueries({ queryKey: ['orders'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancel.mutate();
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('order.cancel')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('order.cancel')}
        centered
        closeButtonProps={{ 'aria-label': t('order.keep') }}
      >
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{t('order.cancelSays')}</Text>
            <TextInput
              label={t('order.reason')}
              value={reason}
              maxLength={400}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            {cancel.error && <ProblemView error={cancel.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('order.keep')}
              </Button>
              <Button type="submit" color="red.8" loading={cancel.isPending}>
                {t('order.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

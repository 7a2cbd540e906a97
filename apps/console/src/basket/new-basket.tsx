import { Button, Card, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { ProblemView } from '../problem/problem-view';
import { CHANNELS, CURRENCIES, type Channel } from '../shop';
import { beginBasket } from './basket';

/** For whom the basket is; it begins with one click, and its own address can be sent to a colleague. */
export function NewBasket() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [{ customer = '' }] = useFilters();
  const [customerId, setCustomer] = useState(customer);
  const [channel, setChannel] = useState<Channel>('b2c');
  const [currency, setCurrency] = useState<Orders.CreateCartRequest['currency']>('GBP');
  const begin = useMutation({
    mutationFn: () =>
      beginBasket({ channel, currency, ...(customerId.trim() !== '' && { customerId: customerId.trim() }) }),
    onSuccess: (cartId) => navigate({ to: '/baskets/$cartId', params: { cartId } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <Stack maw={560}>
      <Title order={1} size="h2">
        {t('basket.new')}
      </Title>
      <Text size="sm">{t('basket.newSays')}</Text>
      <Card withBorder component="form" onSubmit={submit as never}>
        <Stack>
          <TextInput
            label={t('basket.customer')}
            description={t('basket.customerHint')}
            value={customerId}
            maxLength={100}
            onChange={({ currentTarget }) => setCustomer(currentTarget.value)}
          />
          <Group grow>
            <Select
              label={t('basket.channel')}
              data={[...CHANNELS]}
              value={channel}
              onChange={(value) => setChannel(value ?? channel)}
              allowDeselect={false}
            />
            <Select
              label={t('basket.currency')}
              data={[...CURRENCIES]}
              value={currency}
              onChange={(value) => setCurrency((value as typeof currency | null) ?? currency)}
              allowDeselect={false}
            />
          </Group>
          {begin.error && <ProblemView error={begin.error} />}
          <Group>
            <Button type="submit" loading={begin.isPending}>
              {t('basket.begin')}
            </Button>
          </Group>
        </Stack>
      </Card>
    </Stack>
  );
}

import { shortId } from '@concord/client/screens';
import { Alert, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Action } from '../action/action';
import { PaperLink } from '../document/paper-link';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { Money } from '../money/money';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { orNull } from '../problem/or-null';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { StatusBadge } from '../status/status';
import { ReturnWork } from './return-work';

/** A return: what comes back, what was found, and what is given back for it. */
export function ReturnScreen() {
  const { t } = useLanguage();
  const may = useMay();
  const { returnId } = useParams({ from: '/returns/$returnId' });
  const path = { returnId };
  const meta = { hears: { services: ['customer-service', 'orders', 'inventory', 'logistics'] } };
  const desk = useQuery({
    queryKey: ['return', returnId],
    queryFn: async ({ signal }) =>
      (await shop.customerService.get('/v1/return-desk/{returnId}', { path, signal })).data,
    meta,
  });
  const { data: settled } = useQuery({
    queryKey: ['return', returnId, 'orders'],
    // Orders hears of the request a moment later.
    queryFn: ({ signal }) =>
      orNull(shop.orders.get('/v1/returns/{returnId}', { path, signal }).then(({ data }) => data)),
    meta,
  });
  if (!desk.data) return <Unanswered query={desk} />;
  const {
    status,
    orderId,
    requestedAt,
    deadline,
    warehouse,
    lines,
    graded,
    refundMinor,
    currency,
    rejection,
    beyondWindow,
  } = desk.data;
  const isOpen = status === 'requested' || status === 'authorised';
  return (
    <Stack>
      <Group justify="space-between">
        <Group>
          <Title order={1} size="h2">
            {t('return.return')} {shortId(returnId)}
          </Title>
          <StatusBadge status={status} />
          {status === 'authorised' && (
            <PaperLink path={`logistics/v1/return-shipments/${encodeURIComponent(returnId)}/label`}>
              {t('document.returnLabel')}
            </PaperLink>
          )}
        </Group>
        <Group gap="xs">
          {isOpen && may('return.request') && (
            <Action
              label={t('return.cancel')}
              says={t('return.cancelSays')}
              isDanger
              fields={[{ name: 'reason', label: t('return.why'), kind: 'text', max: 200 }]}
              run={({ reason }) =>
                shop.orders.post('/v1/returns/{returnId}/cancel', { path, body: { reason: String(reason) } })
              }
            />
          )}
          {status === 'authorised' && may('return.authorise') && (
            <Action
              label={t('return.reject')}
              says={t('return.rejectSays')}
              isDanger
              fields={[{ name: 'reason', label: t('return.why'), kind: 'text', max: 400 }]}
              run={({ reason }) =>
                shop.orders.post('/v1/returns/{returnId}/reject', { path, body: { reason: String(reason) } })
              }
            />
          )}
        </Group>
      </Group>
      <Text size="sm">
        {t('return.order')} <OrderLink orderId={orderId} />
        {requestedAt && (
          <>
            {' · '}
            {t('return.requested')} <When at={requestedAt} />
          </>
        )}
        {deadline && (
          <>
            {' · '}
            {t('return.deadline')} <When at={deadline} />
          </>
        )}
        {warehouse && ` · ${warehouse}`}
      </Text>
      {beyondWindow && (
        <Alert variant="light">
          {t('return.late', { who: beyondWindow.allowedBy, reason: beyondWindow.reason ?? '' })}
        </Alert>
      )}
      {rejection && (
        <Alert color="red" variant="light">
          {t('return.rejected', { detail: rejection.detail ?? rejection.reason })}
        </Alert>
      )}
      {settled && settled.undecided.length > 0 && <Undecided settled={settled} />}
      <ReturnWork returnId={returnId} isAuthorised={status !== 'requested' && status !== 'rejected'} />
      <Section title={t('return.lines')}>
        {lines.map(({ lineId, sku, quantity, reason, reasonCode }) => (
          <Text size="sm" key={lineId}>
            {quantity} × {sku === undefined ? lineId : <SkuLink sku={sku} />} ·{' '}
            {reasonCode === undefined ? (reason ?? '') : t(`order.reasons.${reasonCode as 'other'}`)}
          </Text>
        ))}
      </Section>
      <Card withBorder component="section">
        <Group justify="space-between" mb="sm">
          <Title order={2} size="h4">
            {t('return.graded')}
          </Title>
          {refundMinor !== null && currency !== null && (
            <Text fw={700}>
              {t('return.refund')} <Money minor={refundMinor} currency={currency} />
            </Text>
          )}
        </Group>
        {graded.length === 0 ? (
          <Text size="sm">{t('return.notGraded')}</Text>
        ) : (
          <Table aria-label={t('return.graded')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>SKU</Table.Th>
                <Table.Th>{t('return.grade')}</Table.Th>
                <Table.Th ta="right">{t('return.units')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {graded.map(({ lineId, sku, grade, quantity }) => (
                <Table.Tr key={`${lineId} ${grade}`}>
                  <Table.Td>{sku}</Table.Td>
                  <Table.Td>{grade}</Table.Td>
                  <Table.Td ta="right">{quantity}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Card>
    </Stack>
  );
}

function Undecided({ settled: { returnId, undecided } }: { readonly settled: Orders.Return }) {
  const { t } = useLanguage();
  const may = useMay();
  const nameOf = (line: (typeof undecided)[number]) => `${line.lineId} ${line.grade}`;
  return (
    <Alert color="orange" variant="light" title={t('return.undecided')}>
      <Text size="sm" mb="xs">
        {t('return.undecidedSays')}
      </Text>
      {may('return.authorise') && (
        <Action
          label={t('return.decide')}
          says={t('return.decideSays')}
          isMain
          fields={[
            ...undecided.map((line) => ({
              name: nameOf(line),
              label: t('return.percent', { units: line.quantity, sku: line.sku, grade: line.grade }),
              kind: 'number' as const,
              initial: 100,
              min: 0,
              max: 100,
            })),
            { name: 'reason', label: t('return.why'), kind: 'text', max: 400 },
          ]}
          run={(typed) => {
            const lines = undecided.map((line) => ({
              lineId: line.lineId,
              quantity: line.quantity,
              percent: Number(typed[nameOf(line)]),
            }));
            const body = { lines, reason: String(typed['reason']) };
            return shop.orders.post('/v1/returns/{returnId}/decide', { path: { returnId }, body });
          }}
        />
      )}
    </Alert>
  );
}

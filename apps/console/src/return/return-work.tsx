import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core';
import { isProblem, type Inventory, type Logistics } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { Action } from '../action/action';
import { MainStep } from '../action/main-step';
import { useLanguage } from '../language/language';
import { When } from '../moment/when';
import { orNull } from '../problem/or-null';
import { ProblemView } from '../problem/problem-view';
import { useMayAt } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { useWarehouses } from '../warehouse/warehouses';
import { ArrivalAction } from './arrival';
import { GradeLine } from './grade-line';
import { ungraded } from './ungraded';

interface ReturnWorkProps {
  readonly returnId: string;
  /** Before that the warehouse knows nothing of the return. */
  readonly isAuthorised: boolean;
}

/** What the warehouse does with a return: takes the parcel in, grades each line, and closes the inspection. */
export function ReturnWork({ returnId, isAuthorised }: ReturnWorkProps) {
  const path = { returnId };
  const parcel = useQuery({
    queryKey: ['return', returnId, 'parcel'],
    queryFn: ({ signal }) =>
      orNull(shop.logistics.get('/v1/return-shipments/{returnId}', { path, signal }).then(({ data }) => data)),
    enabled: isAuthorised,
    meta: { hears: { services: ['logistics', 'customer-service'] } },
  });
  const receipt = useQuery({
    queryKey: ['return', returnId, 'receipt'],
    queryFn: ({ signal }) =>
      orNull(shop.inventory.get('/v1/return-receipts/{returnId}', { path, signal }).then(({ data }) => data)),
    enabled: isAuthorised,
    meta: { hears: { services: ['inventory', 'customer-service'] } },
  });
  const error = parcel.error ?? receipt.error;
  // The parcel of another warehouse is not shown, nor graded.
  if (isProblem(error) && error.status === 403) return null;
  if (error)
    return <ProblemView error={error} onRetry={() => void Promise.all([parcel.refetch(), receipt.refetch()])} />;
  if (!parcel.data) return null;
  return <Work parcel={parcel.data} receipt={receipt.data ?? null} />;
}

interface WorkProps {
  readonly parcel: Logistics.ReturnShipment;
  readonly receipt: Inventory.ReturnReceipt | null;
}

function Work({ parcel, receipt }: WorkProps) {
  const { t } = useLanguage();
  const mayAt = useMayAt();
  const warehouses = useWarehouses();
  const { returnId, status, warehouse, toWarehouse, arrivedAt } = parcel;
  const takers = warehouses.filter(({ acceptsReturns }) => acceptsReturns);
  const mayShip = takers.some((one) => mayAt('fulfilment.ship', one.warehouse));
  const mayGrade = mayAt('inventory.grade', warehouse);
  const isOpen = receipt?.status === 'arrived';
  const open = receipt === null ? [] : ungraded(receipt);
  const isUntouched = receipt === null || receipt.graded.length === 0;
  return (
    <Card withBorder component="section" aria-label={t('return.inWarehouse')}>
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={2} size="h4">
            {t('return.inWarehouse')}
          </Title>
          <StatusBadge status={status} />
          <Text size="sm">
            {warehouse ?? (toWarehouse && t('return.comesTo', { warehouse: toWarehouse }))}{' '}
            {arrivedAt && <When at={arrivedAt} />}
          </Text>
        </Group>
        {isOpen && mayGrade && open.length > 0 && <Text size="sm">{t('return.gradeSays')}</Text>}
        {isOpen &&
          mayGrade &&
          open.map((line, n) => (
            <Group key={line.lineId} justify="space-between" mih={44}>
              <Text size="sm">{t('return.toGrade', { count: line.quantity, sku: line.sku })}</Text>
              <GradeLine key={line.quantity} returnId={returnId} line={line} takers={takers} isMain={n === 0} />
            </Group>
          ))}
        {isOpen && !mayGrade && open.length > 0 && <Alert variant="light">{t('return.gradedByOthers')}</Alert>}
        <Group gap="sm">
          {status === 'expected' && mayShip && (
            <MainStep>
              <ArrivalAction parcel={parcel} takers={takers} />
            </MainStep>
          )}
          {isOpen && mayGrade && open.length === 0 && (
            <MainStep>
              <Action
                label={t('return.close')}
                says={t('return.closeSays')}
                isMain
                size="lg"
                run={() => shop.inventory.post('/v1/return-receipts/{returnId}/close', { path: { returnId } })}
              />
            </MainStep>
          )}
          {status === 'arrived' &&
            isOpen &&
            isUntouched &&
            takers.length > 0 &&
            mayAt('fulfilment.ship', warehouse) && <ArrivalAction parcel={parcel} takers={takers} />}
        </Group>
      </Stack>
    </Card>
  );
}

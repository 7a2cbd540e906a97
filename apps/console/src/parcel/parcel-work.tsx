import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Logistics } from '@concord/client';
import { MainStep } from '../action/main-step';
import { useLanguage } from '../language/language';
import { useMayAt } from '../session/session';
import { STEP_PERMISSIONS, type Step } from './next-step';
import { Pack } from './pack';
import { FinishPick, PickList, ReportShort } from './pick';
import { BuyLabel, Deliver, HandOver } from './ship';

type ParcelProps = { readonly parcel: Logistics.Fulfilment };

/** What is done next with a parcel, for those who may do it at its warehouse. */
export function ParcelWork({ parcel }: ParcelProps) {
  const { t } = useLanguage();
  const mayAt = useMayAt();
  const step = parcel.next;
  if (parcel.heldFor !== null && step === null)
    return (
      <Alert color="orange" variant="light" title={t('parcel.held')}>
        {t('parcel.heldFor', { reason: parcel.heldFor })}
      </Alert>
    );
  if (step === null) return null;
  const may = mayAt(STEP_PERMISSIONS[step], parcel.warehouse);
  return (
    <Card withBorder component="section" aria-label={t('parcel.next')}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t(`parcel.steps.${step}`)}
          </Title>
          <Text size="sm">{t(may ? `parcel.stepSays.${step}` : 'parcel.byOthers')}</Text>
        </div>
        {may && step === 'pick' && <PickList parcel={parcel} />}
        {may && (
          <Group gap="sm">
            <MainStep>
              <Main step={step} parcel={parcel} />
            </MainStep>
            {step === 'pick' && <ReportShort parcel={parcel} />}
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function Main({ step, parcel }: ParcelProps & { readonly step: Step }) {
  switch (step) {
    case 'pick':
      return <FinishPick parcel={parcel} />;
    case 'pack':
      return <Pack parcel={parcel} />;
    case 'label':
      return <BuyLabel parcel={parcel} />;
    case 'hand-over':
      return <HandOver parcel={parcel} />;
    case 'deliver':
      return <Deliver parcel={parcel} />;
  }
}

import { Alert, Button, Group, Slider, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language/language';
import { exactTime } from './when';

const DAYS = 30;
const STEPS_A_DAY = 24;
const STEP_MS = 3_600_000;

interface AsOfProps {
  /** ISO 8601; undefined is now. */
  readonly asOf: string | undefined;
  readonly onChange: (asOf: string | undefined) => void;
}

/** A slider over the last thirty days, hour by hour; at its right end it is now. */
export function AsOfSlider({ asOf, onChange }: AsOfProps) {
  const { t, language } = useLanguage();
  const steps = DAYS * STEPS_A_DAY;
  const stepOf = (at: string | undefined) =>
    at === undefined ? steps : Math.max(0, steps - Math.round((Date.now() - Date.parse(at)) / STEP_MS));
  const [step, setStep] = useState(() => stepOf(asOf));
  useEffect(() => {
    if (asOf === undefined) setStep(steps);
  }, [asOf, steps]);
  const momentOf = (at: number) =>
    at >= steps ? undefined : new Date(Date.now() - (steps - at) * STEP_MS).toISOString();
  const labelOf = (at: number) => {
    const moment = momentOf(at);
    return moment === undefined ? t('board.now') : exactTime(moment, language);
  };
  return (
    <Group gap="sm" wrap="nowrap" style={{ flex: 1, minWidth: 240 }}>
      <Text size="sm" fw={500} id="as-of">
        {t('board.asOf')}
      </Text>
      <Slider
        style={{ flex: 1 }}
        min={0}
        max={steps}
        value={step}
        onChange={setStep}
        onChangeEnd={(at) => onChange(momentOf(at))}
        label={labelOf}
        thumbLabel={t('board.asOf')}
        thumbProps={{ 'aria-valuetext': labelOf(step) }}
      />
    </Group>
  );
}

/** Says that what is shown is not now, and leads back. */
export function AsOfNotice({ asOf, onChange }: AsOfProps) {
  const { t, language } = useLanguage();
  if (asOf === undefined) return null;
  return (
    <Alert color="sea" variant="light" py="xs">
      <Group justify="space-between">
        <Text size="sm">{t('board.asOfWords', { at: exactTime(asOf, language) })}</Text>
        <Button size="compact-sm" variant="default" onClick={() => onChange(undefined)}>
          {t('board.backToNow')}
        </Button>
      </Group>
    </Alert>
  );
}

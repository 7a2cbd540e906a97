import { NumberInput } from '@mantine/core';
import { useLanguage } from '../language/language';

interface UnitsFieldProps {
  readonly title: string;
  readonly most: number;
  readonly units: number;
  readonly onChange: (units: number) => void;
}

/** How many units of a line are meant. */
export function UnitsField({ title, most, units, onChange }: UnitsFieldProps) {
  const { t } = useLanguage();
  return (
    <NumberInput
      label={title}
      description={t('order.atMost', { count: most })}
      min={0}
      max={most}
      allowDecimal={false}
      clampBehavior="strict"
      value={units}
      onChange={(typed) => onChange(Number(typed) || 0)}
    />
  );
}

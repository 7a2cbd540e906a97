import { Select } from '@mantine/core';
import { useLanguage } from '../language/language';
import { orderWords } from './order.words';

export type Reason = keyof typeof orderWords.english.reasons;
const REASONS = Object.keys(orderWords.english.reasons) as Reason[];

interface ReasonFieldProps {
  readonly reason: Reason;
  readonly onChange: (reason: Reason) => void;
}

/** Why units come back. */
export function ReasonField({ reason, onChange }: ReasonFieldProps) {
  const { t } = useLanguage();
  return (
    <Select
      label={t('order.why')}
      data={REASONS.map((value) => ({ value, label: t(`order.reasons.${value}`) }))}
      value={reason}
      onChange={(value) => onChange((value as Reason | null) ?? reason)}
      allowDeselect={false}
    />
  );
}

import { Badge } from '@mantine/core';
import { useLanguage } from '../language/language';
import { orderWords } from './order.words';

type Status = keyof typeof orderWords.english.status;

const COLOURS: Readonly<Partial<Record<Status, string>>> = {
  confirmed: 'moss',
  partially_shipped: 'moss',
  shipped: 'moss',
  delivered: 'green',
  rejected: 'red',
  refunded: 'green',
};

/** Where an order or a return stands, as colour and word. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const { t } = useLanguage();
  return (
    <Badge variant="light" tt="none" size="lg" style={{ flexShrink: 0 }} color={COLOURS[status] ?? 'gray'}>
      {t(`order.status.${status}`)}
    </Badge>
  );
}

import { Badge, type MantineColor } from '@mantine/core';
import { useLanguage } from '../language/language';
import type { statusWords } from './status.words';

type Status = keyof typeof statusWords.english;

const BY_COLOUR: Readonly<Record<string, MantineColor>> = Object.fromEntries(
  (
    [
      // Good, or done.
      [
        'green',
        'ok published delivered refunded settled completed captured paid resolved approved accepted CLEAR live gone succeeded offered won',
      ],
      // Under way.
      ['sea', 'confirmed active assigned authorised shipped partially_shipped handed_over over scheduled graded'],
      ['sea', 'partly_captured partly_paid building matched picked packed labelled picking packing'],
      // Waits for somebody, or may go wrong.
      [
        'orange',
        'action_required to_pay_out at-risk AT_RISK short low paused open requested proposed arrived critical quarantine',
      ],
      // Went wrong.
      ['red', 'lost broken held HELD out rejected declined unwanted failed escalated'],
    ] as const
  ).flatMap(([colour, names]) => names.split(' ').map((name) => [name, colour])),
);

/** A state as colour and word: colour alone says nothing to many people. */
export function StatusBadge({ status }: { readonly status: string }) {
  const { t } = useLanguage();
  return (
    <Badge
      variant="light"
      color={Object.hasOwn(BY_COLOUR, status) ? BY_COLOUR[status] : 'gray'}
      autoContrast
      miw="max-content"
      styles={{ label: { textTransform: 'none', fontWeight: 600 } }}
    >
      {t(`status.${status as Status}`, { defaultValue: status.replaceAll('_', ' ') })}
    </Badge>
  );
}

import { Alert, Text } from '@mantine/core';
import type { Problem } from '@concord/client';
import { useLanguage } from '../language/language';
import { useWordsOf } from '../problem/problem-words';

/** The basket costs something else than the customer agreed to: the new total stands above, and nothing was charged. */
export function PriceChange({ problem }: { readonly problem: Problem }) {
  const { t } = useLanguage();
  return (
    <Alert color="orange" variant="light" title={t('checkout.priceChange')} role="alert" mt="sm">
      <Text size="sm">{useWordsOf(problem)}</Text>
    </Alert>
  );
}

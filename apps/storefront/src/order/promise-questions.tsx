import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { ORDER } from './order-query';

type Question = Orders.Order['promiseQuestions'][number];
type Answer = Orders.AnswerRequest['answer'];

/** The goods come later than promised: the customer says whether to wait, or to cancel what waits. */
export const PromiseQuestions = ({ order: { orderId, promiseQuestions } }: { readonly order: Orders.Order }) =>
  promiseQuestions
    .filter(({ status }) => status === 'open' || status === 'unanswered')
    .map((question) => <Asked key={question.questionId} orderId={orderId} question={question} />);

function Asked({ orderId, question }: { readonly orderId: string; readonly question: Question }) {
  const { t, language } = useLanguage();
  const client = useQueryClient();
  const { questionId, sku, quantity: count, from, promisedAt, answerBy, unanswered, status } = question;
  const say = useMutation({
    mutationFn: (answer: Answer) =>
      shop.orders.post('/v1/orders/{orderId}/promise-questions/{questionId}/answer', {
        path: { orderId, questionId },
        body: { answer },
      }),
    // A refused answer came too late: the order shows why.
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: [ORDER, orderId] });
      await client.invalidateQueries({ queryKey: ['orders'] });
    },
  });
  const first = from === undefined ? '' : fullDay(from, language);
  const isAsked = status === 'open';
  return (
    <Alert color="orange" variant="light" title={t('order.slipped')}>
      <Stack gap="xs" align="start">
        <Text size="sm">
          {promisedAt === undefined
            ? t('order.slippedUndated', { count, sku, first })
            : t('order.slippedTo', { count, sku, first, day: fullDay(promisedAt, language) })}
        </Text>
        {isAsked && (
          <Text size="sm">
            {t('order.answerBy', { day: fullDay(answerBy, language) })}{' '}
            {unanswered === 'cancel' ? t('order.elseCancelled') : t('order.elseWaits')}
          </Text>
        )}
        {say.error && <ProblemView error={say.error} />}
        <Group gap="xs">
          <Button onClick={() => say.mutate('wait')} disabled={say.isPending}>
            {t('order.waitForIt')}
          </Button>
          <Button variant="default" onClick={() => say.mutate('cancel')} disabled={say.isPending}>
            {t('order.cancelWaiting')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

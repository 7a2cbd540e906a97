import { Alert, Group, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { When } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';

const ANSWERS = ['wait', 'cancel'] as const satisfies readonly Orders.AnswerRequest['answer'][];

/** The customer is asked about a later date: a person of the shop can answer for them. */
export function PromiseQuestions({ order: { orderId, promiseQuestions } }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const may = useMay();
  return promiseQuestions
    .filter(({ status }) => status === 'open' || status === 'unanswered')
    .map(({ questionId, sku, quantity: count, from, promisedAt, answerBy, status }) => (
      <Alert key={questionId} color="orange" variant="light" title={t('order.promiseSlipped', { count, sku })}>
        <Stack gap="xs" align="start">
          <Text size="sm">
            {from && <When at={from} />} → {promisedAt ? <When at={promisedAt} /> : t('order.noDate')}
          </Text>
          <Text size="sm">
            {status === 'open' ? t('order.askedUntil') : t('order.notAnswered')} <When at={answerBy} />
          </Text>
          {may('order.cancel') && (
            <Group gap="xs">
              {ANSWERS.map((answer) => (
                <Action
                  key={answer}
                  label={t(`order.promiseAnswers.${answer}`)}
                  says={t(`order.promiseAnswersSay.${answer}`, { count, sku })}
                  size="compact-sm"
                  isDanger={answer === 'cancel'}
                  run={() =>
                    shop.orders.post('/v1/orders/{orderId}/promise-questions/{questionId}/answer', {
                      path: { orderId, questionId },
                      body: { answer },
                    })
                  }
                />
              ))}
            </Group>
          )}
        </Stack>
      </Alert>
    ));
}

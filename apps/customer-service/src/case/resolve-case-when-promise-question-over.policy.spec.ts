import {
  notPersonal,
  OrderBackorderFilled,
  OrderCancelled,
  OrderPromiseMoved,
  PromiseQuestionAnswered,
} from '@concord/contracts';
import { recorded, type DomainEvent } from '@concord/event-sourcing';
import { resolveCaseWhenPromiseQuestionOver } from './resolve-case-when-promise-question-over.policy';

describe('the case of an unanswered question', () => {
  const of = { orderId: 'o', questionId: 'o.1', sku: 'TEE', quantity: 2, by: 'customer' } as const;
  const came = (waiting: number) => {
    const units = { allocations: [{ sku: 'TEE', warehouse: 'MAIN', quantity: 1 }], refused: [], waiting };
    return OrderBackorderFilled.of({ orderId: 'o', fillId: 'f', sku: 'TEE', ...units, shipTo: { country: 'GB' } });
  };
  const react = (event: DomainEvent) => resolveCaseWhenPromiseQuestionOver.react(recorded(event));
  it.each([
    ['the customer answers', PromiseQuestionAnswered.of({ ...of, answer: 'wait' })],
    ['another date comes', OrderPromiseMoved.of({ orderId: 'o', moveId: 'm', sku: 'TEE', quantity: 2 })],
    ['the goods come', came(0)],
  ])('is resolved when %s', (_, event) =>
    expect(react(event)).toMatchObject([
      { type: 'ResolveOrderCase', data: { orderId: 'o', kind: 'promise-unanswered', matter: 'TEE' } },
    ]),
  );
  it('is resolved for all SKUs when the order is cancelled', () => {
    const [command] = react(OrderCancelled.of({ orderId: 'o', reason: notPersonal('no'), stage: 'confirmed' }));
    expect(command).toMatchObject({ data: { orderId: 'o', kind: 'promise-unanswered' } });
    expect(command?.data).not.toHaveProperty('matter');
  });
  it('stays while other units of the SKU wait', () => expect(react(came(1))).toEqual([]));
});

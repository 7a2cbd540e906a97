import { TAX_EXEMPTIONS } from '@concord/contracts';
import { listOf, MaskedType, objectOf, SHOWN_ADDRESS, ValueProperty } from '@concord/service';
import { CREDITS } from '../order/priced-line';
import { DocumentRow } from './documents.projection';

const exemption = { type: 'string', enum: [...TAX_EXEMPTIONS] };
const RATE = { 'rateMilli?': 'whole', 'exemption?': exemption, netMinor: 'whole', taxMinor: 'whole' } as const;
const cause = { type: 'string', enum: ['return', 'decision', 'claim', 'refund'] };
const method = { type: 'string', enum: ['card', 'invoice'] };

/** A document with all that it says, as the caller may see it. */
export class SeenDocument extends MaskedType(DocumentRow, ['customerId']) {
  @ValueProperty(
    objectOf({
      name: 'text',
      street: 'text',
      postcode: 'text',
      city: 'text',
      country: 'text',
      'vatNumber?': 'text',
      'registration?': 'text',
      'email?': 'text',
      'phone?': 'text',
      'iban?': 'text',
      'bic?': 'text',
    }),
    { description: 'Who sold, at that moment.' },
  )
  seller!: object;

  @ValueProperty(
    objectOf({
      address: SHOWN_ADDRESS,
      'companyId?': 'text',
      'company?': objectOf({ name: 'text', 'vatNumber?': 'text' }),
    }),
    { description: 'Who bought.' },
  )
  buyer!: object;

  @ValueProperty(SHOWN_ADDRESS, { optional: true, description: 'Where the goods went, where that is another address.' })
  shipTo?: object;

  @ValueProperty({ type: 'string' }, { optional: true, description: "The shop's own number of the order." })
  reference?: string;

  @ValueProperty({ type: 'string' }, { optional: true, description: "The buyer's own number of the purchase." })
  purchaseOrderNumber?: string;

  @ValueProperty({ type: 'string', format: 'date-time' }, { optional: true, description: 'Of an invoice: the supply.' })
  suppliedAt?: string;

  @ValueProperty(
    listOf({
      lineId: 'text',
      sku: 'text',
      title: 'text',
      unitMinor: 'whole',
      isTaxIncluded: 'flag',
      ...RATE,
      totalMinor: 'whole',
      'quantity?': 'whole',
      'discountMinor?': 'whole',
      'invoiceId?': 'text',
      'isService?': 'flag',
    }),
  )
  lines!: object[];

  @ValueProperty(listOf(RATE), { description: 'The tax by rate, in thousandths of a percent.' })
  taxes!: object[];

  @ValueProperty(
    objectOf({ method, 'credits?': objectOf(CREDITS), capturedMinor: 'whole', dueMinor: 'whole', 'dueAt?': 'moment' }),
    { optional: true, description: 'Of an invoice: what was paid, and what is to be paid.' },
  )
  payment?: object;

  @ValueProperty(cause, { optional: true, description: 'Of a credit note: why something went back.' })
  cause?: string;

  @ValueProperty({ type: 'string' }, { optional: true })
  claimId?: string;

  @ValueProperty({ type: 'string' }, { optional: true })
  refundId?: string;
}

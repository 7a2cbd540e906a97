import { Type, type Static } from 'typebox';
import { setting } from './setting';

const line = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength });

/** A place of the shop, as papers name it. `country` is the code of ISO 3166. */
const place = {
  name: line(200),
  street: line(200),
  postcode: line(20),
  city: line(100),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
};

/** The legal entity that sells. */
const Seller = Type.Object(
  {
    ...place,
    vatNumber: Type.Optional(Type.String({ pattern: '^[A-Z]{2}[A-Z0-9+*]{2,13}$' })),
    /** The number of its register, such as that of a company. */
    registration: Type.Optional(line(100)),
    email: Type.Optional(line(200)),
    phone: Type.Optional(line(50)),
    iban: Type.Optional(Type.String({ pattern: '^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$' })),
    bic: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{8}([A-Z0-9]{3})?$' })),
  },
  { additionalProperties: false },
);
/** The legal entity that sells, as the setting names it. */
export type Seller = Static<typeof Seller>;

export const DOCUMENT_SELLER = setting(
  'document.seller',
  Seller,
  {
    name: 'Concord Shop Ltd',
    street: '1 Market Street',
    postcode: 'EC1A 1BB',
    city: 'London',
    country: 'GB',
    vatNumber: 'GB123456789',
    registration: '01234567',
    email: 'accounts@shop.example',
    phone: '+44 20 7946 0000',
    iban: 'GB33BUKB20201555555555',
    bic: 'BUKBGB22',
  },
  {
    unit: 'name, address, VAT number and bank',
    owner: 'head_of_digital',
    says: 'Who sells, on invoices and credit notes. A document keeps the seller of the moment at which it was issued.',
  },
);

const prefix = Type.String({ pattern: '^[A-Z0-9]{1,10}$' });

export const DOCUMENT_NUMBERING = setting(
  'document.numbering',
  Type.Object(
    {
      invoicePrefix: prefix,
      creditNotePrefix: prefix,
      isYearly: Type.Boolean(),
      digits: Type.Integer({ minimum: 1, maximum: 12 }),
    },
    { additionalProperties: false },
  ),
  { invoicePrefix: 'INV', creditNotePrefix: 'CN', isYearly: true, digits: 6 },
  {
    unit: 'prefixes and digits',
    owner: 'head_of_digital',
    says: 'How documents are numbered: INV-2026-000001. A prefix, and with isYearly a year (UTC), has a series of its own, which begins with 1 and has no gaps.',
    check: ({ invoicePrefix, creditNotePrefix }) =>
      invoicePrefix === creditNotePrefix
        ? ['must have two different prefixes: invoices and credit notes are two series']
        : [],
  },
);
export type DocumentNumbering = typeof DOCUMENT_NUMBERING.initial;

export const INVOICE_DUE_DAYS = setting('invoice.due-days', Type.Integer({ minimum: 0, maximum: 365 }), 30, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'An invoice on account is due so long after it was issued. An invoice keeps the date that it names.',
});

export const RETURN_ADDRESSES = setting(
  'return.addresses',
  Type.Record(Type.String({ pattern: '^.{1,40}$' }), Type.Object(place, { additionalProperties: false }), {
    additionalProperties: false,
  }),
  {},
  {
    unit: 'address for each warehouse',
    owner: 'logistics_manager',
    says: 'Where parcels of returns go, by the code of the warehouse. A warehouse that is not named has the address of the seller.',
  },
);

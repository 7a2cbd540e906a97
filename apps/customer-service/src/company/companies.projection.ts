import { CompanyChanged, CompanyRegistered, CompanyVatChecked } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowTime, RowTitle, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { isSameNumber } from './company.aggregate';

/** A company that the shop sells to. */
@Entity('company_view')
@Index(['name'])
export class CompanyRow {
  @RowKeyText()
  companyId!: string;

  @RowTitle()
  name: string = '';

  @RowText()
  country: string = '';

  @RowText({ nullable: true })
  vatNumber: string | null = null;

  @RowTime({ nullable: true, description: 'When the VAT number was found valid; null where nobody checked it.' })
  vatCheckedAt: string | null = null;

  @RowText({ nullable: true, description: '`register` or `person`.' })
  vatCheckedBy: string | null = null;

  @RowText({ nullable: true, description: 'The number of the consultation, or where the person looked.' })
  vatReference: string | null = null;

  @RowText({ description: 'The currency of its credit.' })
  currency: string = '';

  @RowWhole({ description: 'What it may owe on account at a time.' })
  creditLimitMinor: number = 0;

  @RowList('text', { description: 'The customer groups of all its buyers.' })
  groups: string[] = [];

  @RowTime({ nullable: true })
  registeredAt: string | null = null;
}

const UNCHECKED = { vatCheckedAt: null, vatCheckedBy: null, vatReference: null };

export const companies = projection(
  'customer-service.companies',
  { CompanyRegistered, CompanyChanged, CompanyVatChecked },
  CompanyRow,
  ({ data }) => ({ companyId: data.companyId }),
  {
    CompanyRegistered: (row, { data: { vatNumber = null, ...data }, occurredAt }) => {
      return { ...row, ...data, vatNumber, registeredAt: occurredAt };
    },
    CompanyChanged: (row, { data }) => {
      const before = { country: row.country, ...(row.vatNumber !== null && { vatNumber: row.vatNumber }) };
      const check = isSameNumber(before, data) ? {} : UNCHECKED;
      return { ...row, ...data, vatNumber: data.vatNumber ?? null, ...check };
    },
    CompanyVatChecked: (row, { data: { checkedAt, by, reference = null } }) => {
      return { ...row, vatCheckedAt: checkedAt, vatCheckedBy: by, vatReference: reference };
    },
  },
);

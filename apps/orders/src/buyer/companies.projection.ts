import { customerServiceEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** A company that buys: its prices, its tax and its credit go by this. */
@Entity('company_view')
export class CompanyRow {
  @RowKeyText()
  companyId!: string;

  @RowText()
  name: string = '';

  @RowText()
  country: string = '';

  @RowText({ nullable: true })
  vatNumber: string | null = null;

  @RowTime({ nullable: true, description: 'When the VAT number was found valid; null where it was not checked.' })
  vatCheckedAt: string | null = null;

  @RowText()
  currency: string = '';

  @RowWhole({ description: 'What it may owe on account at a time.' })
  creditLimitMinor: number = 0;

  @RowList('text')
  groups: string[] = [];
}

export const companies = projection(
  'orders.companies',
  customerServiceEvents,
  CompanyRow,
  ({ data }) => ({ companyId: (data as { companyId: string }).companyId }),
  {
    CompanyRegistered: (row, { data: { vatNumber = null, ...terms } }) => ({ ...row, ...terms, vatNumber }),
    CompanyChanged: (row, { data: { vatNumber = null, ...terms } }) => {
      const isSame = vatNumber === row.vatNumber && terms.country === row.country;
      return { ...row, ...terms, vatNumber, vatCheckedAt: isSame ? row.vatCheckedAt : null };
    },
    CompanyVatChecked: (row, { data: { vatNumber, checkedAt } }) =>
      vatNumber === row.vatNumber ? { ...row, vatCheckedAt: checkedAt } : undefined,
  },
);

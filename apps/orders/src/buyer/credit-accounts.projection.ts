import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';
import { creditAccountEvents } from './credit-account.aggregate';

/** What a company owes on account. */
@Entity('credit_account_view')
export class CreditAccountRow {
  @RowKeyText()
  companyId!: string;

  @RowText()
  currency: string = '';

  @RowWhole({ description: 'What its open orders use of its credit.' })
  usedMinor: number = 0;
}

export const creditAccounts = projection(
  'orders.credit-accounts',
  creditAccountEvents,
  CreditAccountRow,
  ({ data }) => ({ companyId: data.companyId }),
  {
    CreditUsed: (row, { data: { currency, amountMinor } }) => {
      return { ...row, currency, usedMinor: row.usedMinor + amountMinor };
    },
    CreditFreed: (row, { data: { amountMinor } }) => ({ ...row, usedMinor: row.usedMinor - amountMinor }),
  },
);

import { projection } from '@concord/event-sourcing';
import { ANY_VALUE, RowJson, RowKeyText, RowList } from '@concord/service';
import { Entity } from 'typeorm';
import { settingEvents } from './setting.aggregate';

const PROPOSED = { value: ANY_VALUE, from: 'moment', reason: 'text', draftedBy: 'text' } as const;

export interface Draft {
  readonly draftId: string;
  readonly value: unknown;
  readonly from: string;
  readonly reason: string;
  readonly draftedBy: string;
}

export interface ApprovedVersion extends Omit<Draft, 'draftId'> {
  readonly version: number;
  readonly approvedBy: string;
  readonly approvedAt: string;
}

/** A setting that somebody has changed, or wants to change. */
@Entity('setting_history_view')
export class SettingHistoryRow {
  @RowKeyText()
  key!: string;

  @RowList({ version: 'whole', ...PROPOSED, approvedBy: 'text', approvedAt: 'moment' })
  versions: readonly ApprovedVersion[] = [];

  @RowJson({ type: 'object' }, { nullable: true })
  draft: Draft | null = null;
}

export const settingHistories = projection(
  'oversight.setting-histories',
  settingEvents,
  SettingHistoryRow,
  ({ data }) => ({ key: data.key }),
  {
    SettingDrafted: (row, { data: { draftId, value, from, reason, draftedBy } }) => ({
      ...row,
      draft: { draftId, value, from, reason, draftedBy },
    }),
    SettingDraftWithdrawn: (row) => ({ ...row, draft: null }),
    SettingActivated: (row, { data, occurredAt }) => {
      const { version, value, from, reason, draftedBy, approvedBy } = data;
      const approved = { version, value, from, reason, draftedBy, approvedBy, approvedAt: occurredAt };
      return { ...row, draft: null, versions: [...row.versions, approved] };
    },
  },
);

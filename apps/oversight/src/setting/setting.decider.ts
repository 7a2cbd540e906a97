import { SETTING_LEAD_S, SettingActivated, SETTINGS } from '@concord/contracts';
import {
  conflict,
  lookup,
  never,
  notFound,
  rule,
  type Command,
  type Decider,
  type Rejection,
  type Stamped,
} from '@concord/event-sourcing';
import {
  settingAggregate,
  SettingDrafted,
  SettingDraftWithdrawn,
  type SettingEvent,
  type SettingState,
} from './setting.aggregate';

export type DraftSetting = Command<
  'DraftSetting',
  { key: string; draftId: string; value: unknown; from: string; reason: string }
>;
export type ApproveSetting = Command<'ApproveSetting', { key: string; draftId: string }>;
export type WithdrawSetting = Command<'WithdrawSetting', { key: string; draftId: string }>;
type SettingCommand = DraftSetting | ApproveSetting | WithdrawSetting;

/** One person drafts a value, another approves it, and it takes effect at a moment that lies ahead. */
export const setting: Decider<SettingCommand, SettingEvent, SettingState> = {
  ...settingAggregate,
  commands: ['DraftSetting', 'ApproveSetting', 'WithdrawSetting'],
  id: ({ data }) => data.key,

  decide(command, state) {
    switch (command.type) {
      case 'DraftSetting':
        return draft(command, state);
      case 'ApproveSetting':
        return approve(command, state);
      case 'WithdrawSetting':
        return withdraw(command, state);
      default:
        return never(command);
    }
  },
};

function draft({ data, at, by }: Stamped<DraftSetting>, state: SettingState): SettingEvent[] | Rejection {
  const { key, value, from } = data;
  const declared = lookup(SETTINGS, key);
  if (!declared) return notFound('setting-unknown', `There is no setting ${key}.`);
  if (state.draft)
    return conflict(
      'setting-draft-open',
      `A draft of ${key} waits for approval already. Approve or withdraw it first.`,
      {
        draftId: state.draft.draftId,
      },
    );
  const [problem] = declared.problems(value);
  if (problem !== undefined) return rule('setting-invalid', `This is no value of ${key}: it ${problem}.`);
  return tooEarly(from, at) ?? [SettingDrafted.of({ ...data, draftedBy: by.id })];
}

function approve({ data, at, by }: Stamped<ApproveSetting>, state: SettingState): SettingEvent[] | Rejection {
  const found = openDraft(data, state);
  if ('code' in found) return found;
  const { key, value, from, reason, draftedBy } = found;
  if (by.id === draftedBy)
    return rule('second-person-needed', 'You drafted this value yourself: ask another person to approve it.');
  const version = state.version + 1;
  return (
    tooEarly(from, at) ?? [SettingActivated.of({ key, version, value, from, reason, draftedBy, approvedBy: by.id })]
  );
}

function withdraw({ data, by }: Stamped<WithdrawSetting>, state: SettingState): SettingEvent[] | Rejection {
  const found = openDraft(data, state);
  if ('code' in found) return found;
  return [SettingDraftWithdrawn.of({ ...data, withdrawnBy: by.id })];
}

function openDraft({ key, draftId }: ApproveSetting['data'], { draft: open }: SettingState) {
  if (open?.draftId === draftId) return open;
  return notFound('setting-draft-unknown', `No draft ${draftId} of ${key} waits for approval.`);
}

/** Every service must know a version before it is in force. */
function tooEarly(from: string, at: string): Rejection | undefined {
  const earliest = Date.parse(at) + SETTING_LEAD_S * 1_000;
  if (Date.parse(from) >= earliest) return undefined;
  const moment = new Date(earliest).toISOString();
  return rule(
    'setting-too-early',
    `A version takes effect ${SETTING_LEAD_S} s after its approval at the earliest: ${moment}.`,
    {
      earliest: moment,
    },
  );
}

import { SettingActivated } from '@concord/contracts';
import { given, SPEC_TIME } from '@concord/event-sourcing';
import { SettingDrafted, SettingDraftWithdrawn } from './setting.aggregate';
import { setting, type DraftSetting } from './setting.decider';

const past = given(setting);
const key = 'return.window-days';
const from = '2026-02-01T00:00:00.000Z';
const reason = 'a long winter';
const person = (id: string) => ({ by: { kind: 'user' as const, id, role: 'head_of_digital' } });
const data = { key, draftId: 'd1', value: 60, from, reason };
const draft = (more: Partial<DraftSetting['data']> = {}): DraftSetting => ({
  type: 'DraftSetting',
  data: { ...data, ...more },
});
const approve = { type: 'ApproveSetting', data: { key, draftId: 'd1' } } as const;
const withdraw = { type: 'WithdrawSetting', data: { key, draftId: 'd1' } } as const;
const drafted = SettingDrafted.of({ ...data, draftedBy: 'ada' });
const activated = (version: number) =>
  SettingActivated.of({ key, version, value: 60, from, reason, draftedBy: 'ada', approvedBy: 'bob' });

describe('drafting a value', () => {
  it('names who drafted it', () => past().when(draft(), person('ada')).then(drafted));
  it('is refused for a setting that is not declared', () =>
    past()
      .when(draft({ key: 'return.window-weeks' }))
      .thenRejected('setting-unknown'));
  it.each([0, 13, 14.5, 366, '60', null])('is refused for the value %j, which the setting cannot have', (value) =>
    past().when(draft({ value })).thenRejected('setting-invalid'),
  );
  it('is refused for a moment that services might hear of too late', () => {
    past()
      .when(draft({ from: SPEC_TIME }))
      .thenRejected('setting-too-early');
    past()
      .when(draft({ from: '2026-01-05T09:00:29.999Z' }))
      .thenRejected('setting-too-early');
  });
  it('waits until the draft before is decided', () => past(drafted).when(draft()).thenRejected('setting-draft-open'));
});

describe('approving a draft', () => {
  it('makes the next version', () => {
    past(drafted).when(approve, person('bob')).then(activated(1));
    past(drafted, activated(1), drafted).when(approve, person('bob')).then(activated(2));
  });
  it('takes another person', () => past(drafted).when(approve, person('ada')).thenRejected('second-person-needed'));
  it('is refused when its moment has come', () =>
    past(drafted)
      .when(approve, { ...person('bob'), at: from })
      .thenRejected('setting-too-early'));
  it('needs the draft', () => {
    past().when(approve, person('bob')).thenRejected('setting-draft-unknown');
    past(drafted, activated(1)).when(approve, person('bob')).thenRejected('setting-draft-unknown');
  });
});

describe('withdrawing a draft', () => {
  const withdrawn = SettingDraftWithdrawn.of({ key, draftId: 'd1', withdrawnBy: 'ada' });
  it('makes room for another', () => {
    past(drafted).when(withdraw, person('ada')).then(withdrawn);
    past(drafted, withdrawn).when(draft(), person('ada')).then(drafted);
  });
  it('needs the draft', () => past(drafted, withdrawn).when(withdraw).thenRejected('setting-draft-unknown'));
});

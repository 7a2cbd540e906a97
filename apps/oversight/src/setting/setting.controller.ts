import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SETTING_LEAD_S, SETTINGS, type DeclaredSetting } from '@concord/contracts';
import { lookup, SettingsTable } from '@concord/event-sourcing';
import {
  Answers,
  ANY_VALUE,
  AnyValue,
  type Caller,
  Commands,
  Incoming,
  IncomingRequest,
  isLimited,
  listOf,
  Moment,
  objectOf,
  Permit,
  Problem,
  Text,
  TheCaller,
  ValueProperty,
  Views,
  Written,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { PastDecisions } from '../decision/past-decisions.reader';
import { previewedBy, previewOf, type Preview } from '../decision/preview';
import { setting } from './setting.decider';
import { SettingHistoryRow, type ApprovedVersion, type Draft } from './setting-history.projection';

const PREVIEW_DAYS = 90;
const DAY_MS = 86_400_000;
const PROPOSED = { value: ANY_VALUE, from: 'moment', reason: 'text', draftedBy: 'text' } as const;

class SettingQuery {
  @Moment({ optional: true, description: 'The value that was in force then.' })
  asOf?: string;
}

class DraftRequest {
  @AnyValue({ description: 'The new value, as the schema of the setting demands.', example: 45 })
  value!: unknown;

  @Moment({ description: `When it takes effect: ${SETTING_LEAD_S} s after the approval at the earliest.` })
  from!: string;

  @Text({ maxLength: 500, example: 'more time at Christmas' })
  reason!: string;
}

/** A setting with the value in force. */
class SeenSetting {
  @ApiProperty({ type: 'string', example: 'return.window-days' })
  key!: string;

  @ApiProperty({ type: 'string', description: 'What the setting decides.' })
  says!: string;

  @ApiProperty({ type: 'string', example: 'days' })
  unit!: string;

  @ApiProperty({ type: 'string', description: 'The role that knows what is right.', example: 'ecommerce_sme' })
  owner!: string;

  @ValueProperty({ type: 'object', additionalProperties: true }, { description: 'The JSON Schema of a value.' })
  schema!: object;

  @ValueProperty(ANY_VALUE, { description: 'The value in force.', example: 30 })
  value!: unknown;

  @ApiProperty({ type: 'integer', description: 'The version in force; 0 is the initial value.' })
  version!: number;

  @ApiProperty({ type: 'boolean', description: 'Whether POST …/preview tells what a value would have changed.' })
  preview!: boolean;

  @ValueProperty(listOf({ version: 'whole', ...PROPOSED, approvedBy: 'text', approvedAt: 'moment' }), {
    description: 'All approved versions, also those that are not in force yet.',
  })
  versions!: readonly ApprovedVersion[];

  @ValueProperty(objectOf({ draftId: 'text', ...PROPOSED }), { nullable: true, description: 'Waits for approval.' })
  draft!: Draft | null;
}

class SeenSettings {
  @ApiProperty({ type: () => [SeenSetting] })
  items!: SeenSetting[];
}

class Drafted {
  @ApiProperty({ type: 'string', description: 'The setting.' })
  id!: string;

  @ApiProperty({ type: 'string' })
  draftId!: string;
}

class PreviewRequest {
  @AnyValue({ description: 'A value, as the schema of the setting demands.', example: 45 })
  value!: unknown;
}

/** What a value would have changed. */
class SeenPreview implements Preview {
  @ApiProperty({ type: 'string', format: 'date-time', description: 'Decisions since then were looked at.' })
  since!: string;

  @ApiProperty({ type: 'integer', description: 'Decisions that rested on the setting.' })
  looked!: number;

  @ApiProperty({ type: 'integer', description: 'Those that would have been made otherwise.' })
  different!: number;

  @ValueProperty(listOf('text'), { description: 'The latest of them, 20 at most, in one sentence each.' })
  examples!: readonly string[];
}

@Controller('v1/settings')
@ApiTags('settings')
export class SettingController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly decisions: PastDecisions,
  ) {}

  @Get()
  @Permit('setting.read')
  @ApiOperation({
    summary: 'All settings with the values in force',
    description: 'Also those that nobody has changed yet. With asOf the values that were in force at that moment.',
  })
  @Answers(SeenSettings)
  async list(@Query() { asOf }: SettingQuery) {
    const rows = await this.views.all(SettingHistoryRow, {});
    return { items: Object.values(SETTINGS).map((declared) => seen(declared, rows, asOf)) };
  }

  @Get(':key')
  @Permit('setting.read')
  @ApiOperation({
    summary: 'One setting with its versions',
    description: 'With asOf the value that was in force at that moment.',
  })
  @Answers(SeenSetting)
  async one(@Param('key') key: string, @Query() { asOf }: SettingQuery) {
    return seen(declaredSetting(key), await this.views.all(SettingHistoryRow, { key }), asOf);
  }

  @Post(':key/preview')
  @HttpCode(200)
  @Permit('setting.read')
  @ApiOperation({
    summary: `What a value would have changed in the last ${PREVIEW_DAYS} days`,
    description:
      'Nothing is recorded. There is a preview for the return window (each return as if its order had the value), the limit for prices (each change measured from the price before, where it took effect) and the limits for refunds (those that people granted; limits in tokens do not count). Callers who are limited to sales channels or warehouses get no examples. Refused for other settings (`setting-without-preview`, 422) and for a value that does not fit (`setting-invalid`, 422).',
  })
  @Answers(SeenPreview)
  async preview(
    @Param('key') key: string,
    @Body() { value }: PreviewRequest,
    @TheCaller() caller: Caller,
  ): Promise<SeenPreview> {
    const [problem] = declaredSetting(key).problems(value);
    if (problem !== undefined) throw new Problem(422, 'setting-invalid', `This is no value of ${key}: it ${problem}.`);
    const kind = previewedBy(key);
    if (!kind)
      throw new Problem(422, 'setting-without-preview', `Nothing is known of past decisions that rested on ${key}.`);
    const since = new Date(Date.now() - PREVIEW_DAYS * DAY_MS).toISOString();
    const preview = previewOf(key, value, await this.decisions.since(kind, since));
    // The sentences name orders and returns, of whichever sales channel and warehouse.
    return { since, ...preview, examples: isLimited(caller) ? [] : preview.examples };
  }

  @Post(':key/drafts')
  @Permit('setting.draft')
  @ApiOperation({
    summary: 'Drafts a value; another person approves it',
    description:
      'A setting has one open draft (`setting-draft-open`, 409). Refused for a value that does not fit (`setting-invalid`, 422) and for a moment that comes too soon (`setting-too-early`, 422).',
  })
  @Answers(Drafted)
  async draft(@Param('key') key: string, @Body() body: DraftRequest, @Incoming() incoming: IncomingRequest) {
    declaredSetting(key);
    const data = { key, draftId: newId(), ...body };
    return this.commands.run(incoming, setting, { type: 'DraftSetting', data }, (events) => ({
      id: key,
      draftId: (events[0]!.data as { draftId: string }).draftId,
    }));
  }

  @Post(':key/drafts/:draftId/approve')
  @HttpCode(200)
  @Permit('setting.approve')
  @ApiOperation({
    summary: 'Approves a draft, as a second person: it becomes the next version',
    description:
      'Not by whoever drafted it (`second-person-needed`, 422), and in time before it takes effect (`setting-too-early`, 422).',
  })
  @Answers(Written)
  approve(@Param('key') key: string, @Param('draftId') draftId: string, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, setting, { type: 'ApproveSetting', data: { key, draftId } });
  }

  @Post(':key/drafts/:draftId/withdraw')
  @HttpCode(200)
  @Permit('setting.draft')
  @ApiOperation({
    summary: 'Withdraws a draft',
    description: 'A draft that is not there any more is `setting-draft-unknown` (404).',
  })
  @Answers(Written)
  withdraw(@Param('key') key: string, @Param('draftId') draftId: string, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, setting, { type: 'WithdrawSetting', data: { key, draftId } });
  }
}

function declaredSetting(key: string): DeclaredSetting {
  const declared = lookup(SETTINGS, key);
  if (!declared) throw new Problem(404, 'setting-unknown', `There is no setting ${key}.`);
  return declared;
}

function seen(
  declared: DeclaredSetting,
  rows: readonly SettingHistoryRow[],
  asOf = new Date().toISOString(),
): SeenSetting {
  const { key, says, unit, owner, schema } = declared;
  const { versions = [], draft = null } = rows.find((row) => row.key === key) ?? {};
  const table = new SettingsTable();
  table.learn([[key, versions]]);
  const { value, version } = table.inForce(declared, asOf);
  const preview = previewedBy(key) !== undefined;
  return { key, says, unit, owner, schema, preview, value, version, versions, draft };
}

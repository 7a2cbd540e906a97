import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../answers.decorator';
import { Permit } from '../auth/permit.decorator';
import { Text, Whole } from '../field';
import { Problem } from '../problem';
import { ANY_VALUE_OR_NULL, listOf, mapOf, ValueProperty } from '../value-schema';
import { AuditReader, type AuditedRow, type Step } from './audit.reader';
import type { Fact, Mirror } from './facts';

/** The tokens under which a service provides what it declares. */
export const FACTS = Symbol('facts');
export const MIRRORS = Symbol('mirrors');

const ROWS_MAX = 500;
/** The values of a row; null where the event removed it. */
const ROW_OR_NULL = { anyOf: [mapOf(ANY_VALUE_OR_NULL), { type: 'null' }] };
const KEY_CHARACTERS_MAX = 200;

class RowsQuery {
  @Text({ maxLength: KEY_CHARACTERS_MAX, optional: true, description: 'Keys after this one.' })
  after?: string;

  @Text({ maxLength: KEY_CHARACTERS_MAX, optional: true, description: 'Keys up to this one.' })
  until?: string;

  @Text({ maxLength: 13_000, optional: true, description: 'Only these keys, separated by line breaks.' })
  keys?: string;

  @Whole({ minimum: 1, maximum: ROWS_MAX, optional: true, default: ROWS_MAX })
  limit: number = ROWS_MAX;
}

class Declared {
  @ValueProperty(listOf({ name: 'text', columns: listOf('text'), 'absent?': mapOf(ANY_VALUE_OR_NULL) }), {
    description: 'What others may repeat; absent says what holds for a key without a row.',
  })
  facts!: Pick<Fact, 'name' | 'absent'>[];

  @ValueProperty(listOf({ of: 'text', view: 'text', columns: listOf('text') }), {
    description: 'What is repeated here, by the name of the fact.',
  })
  mirrors!: { of: string; view: string; columns: string[] }[];
}

class AuditedRows {
  @ValueProperty(listOf({ key: 'text', values: mapOf(ANY_VALUE_OR_NULL) }), {
    description: 'In the order of their keys.',
  })
  items!: readonly AuditedRow[];

  @ValueProperty(listOf({ lane: 'whole', position: 'text' }), {
    description: 'The last own event of each lane in the same snapshot.',
  })
  heads!: readonly { lane: number; position: string }[];
}

class Steps {
  @ValueProperty(listOf({ eventId: 'text', type: 'text', at: 'moment', values: ROW_OR_NULL }))
  items!: readonly Step[];
}

/** What the auditor compares: facts of this service, and views of it that repeat facts of others. */
@Controller('v1/audit')
@ApiTags('operations')
export class AuditController {
  constructor(
    private readonly reader: AuditReader,
    @Inject(FACTS) private readonly facts: readonly Fact[],
    @Inject(MIRRORS) private readonly mirrors: readonly Mirror[],
  ) {}

  @Get()
  @Permit('ops.audit.read')
  @ApiOperation({ summary: 'The facts of this service, and the facts of others that it repeats' })
  @Answers(Declared)
  declared(): Declared {
    const { facts, mirrors } = this;
    return {
      facts: facts.map(({ name, columns, absent }) => ({
        name,
        columns: Object.keys(columns),
        ...(absent && { absent }),
      })),
      mirrors: mirrors.map(({ of, projection, columns }) => ({
        of,
        view: projection.name,
        columns: Object.keys(columns),
      })),
    };
  }

  @Get('facts/:name')
  @Permit('ops.audit.read')
  @ApiOperation({ summary: 'The rows of a fact, in one snapshot with the position of every lane' })
  @Answers(AuditedRows)
  fact(@Param('name') name: string, @Query() query: RowsQuery) {
    return this.reader.read(this.factNamed(name), rangeOf(query));
  }

  @Get('facts/:name/:key/steps')
  @Permit('ops.audit.read')
  @ApiOperation({ summary: 'What a fact was after each of its events, the earliest first' })
  @Answers(Steps)
  async steps(@Param('name') name: string, @Param('key') key: string) {
    return { items: await this.reader.steps(this.factNamed(name), key) };
  }

  @Get('mirrors/:name')
  @Permit('ops.audit.read')
  @ApiOperation({
    summary: 'What this service believes of a fact of another one',
    description:
      'Send the positions of the owner as Consistency-Token: the answer then holds all that the owner had written.',
  })
  @Answers(AuditedRows)
  mirror(@Param('name') name: string, @Query() query: RowsQuery) {
    const mirror = this.mirrors.find(({ of }) => of === name);
    if (!mirror) throw new Problem(404, 'mirror-unknown', `This service repeats no fact ${name}.`);
    return this.reader.read(mirror, rangeOf(query));
  }

  private factNamed(name: string): Fact {
    const fact = this.facts.find((each) => each.name === name);
    if (!fact) throw new Problem(404, 'fact-unknown', `This service owns no fact ${name}.`);
    return fact;
  }
}

const rangeOf = ({ after, until, keys, limit }: RowsQuery) => ({ after, until, limit, keys: keys?.split('\n') });

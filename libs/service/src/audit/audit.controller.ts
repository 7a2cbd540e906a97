import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../answers.decorator';
import { Permit } from '../auth/permit.decorator';
import { Text, Whole } from '../field';
import { Problem } from '../problem';
import { ANY_VALUE_OR_NULL, listOf, mapOf, ValueProperty } from '../value-schema';
import { AuditReader, type AuditedPart } from './audit.reader';
import type { FactStep } from './compare';
import type { Fact, Mirror, Subject } from './facts';

/** The tokens under which a service provides what it declares. */
export const FACTS = Symbol('facts');
export const MIRRORS = Symbol('mirrors');

const ROWS_MAX = 500;
/** The values of a row; null where the event removed it. */
const ROW_OR_NULL = { anyOf: [mapOf(ANY_VALUE_OR_NULL), { type: 'null' }] };
const KEY_CHARACTERS_MAX = 200;

class RowsQuery {
  @Text({ maxLength: KEY_CHARACTERS_MAX, optional: true, description: 'Rows after this one, as `next` says.' })
  after?: string;

  @Text({ maxLength: KEY_CHARACTERS_MAX, optional: true, description: 'Rows up to this one.' })
  until?: string;

  @Text({ maxLength: 13_000, optional: true, description: 'Only the rows at these places, separated by line breaks.' })
  at?: string;

  @Whole({ minimum: 1, maximum: ROWS_MAX, optional: true, default: ROWS_MAX })
  limit: number = ROWS_MAX;
}

class FactQuery extends RowsQuery {
  @Text({ maxLength: KEY_CHARACTERS_MAX, optional: true, description: 'Only what is about this SKU.' })
  sku?: string;

  @Text({ maxLength: KEY_CHARACTERS_MAX, optional: true, description: 'Only what is about this order.' })
  order?: string;
}

class Declared {
  @ValueProperty(listOf({ name: 'text', about: listOf('text'), 'absent?': mapOf(ANY_VALUE_OR_NULL) }), {
    description:
      'What others may repeat; about says whether it can be read by sku or by order, absent what holds for a key without a row.',
  })
  facts!: readonly { readonly name: string; readonly about: string[]; readonly absent?: object }[];

  @ValueProperty(listOf({ of: 'text', view: 'text' }), {
    description: 'What is repeated here, by the name of the fact.',
  })
  mirrors!: readonly { readonly of: string; readonly view: string }[];
}

class AuditedRows {
  @ValueProperty(listOf({ key: 'text', at: 'text', values: mapOf(ANY_VALUE_OR_NULL) }), {
    description: 'In the order of their places (at), by which the view is read.',
  })
  items!: AuditedPart['items'];

  @ValueProperty({ type: 'string' }, { nullable: true, description: 'Where the rest begins; null at the end.' })
  next!: string | null;

  @ValueProperty(listOf({ lane: 'whole', position: 'text' }), {
    description: 'The last own event of each lane in the same snapshot.',
  })
  heads!: AuditedPart['heads'];
}

class Steps {
  @ValueProperty(listOf({ eventId: 'text', type: 'text', at: 'moment', values: ROW_OR_NULL }))
  items!: readonly FactStep[];
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
    return {
      facts: this.facts.map(({ name, about, absent }) => ({
        name,
        about: Object.keys(about),
        ...(absent && { absent }),
      })),
      mirrors: this.mirrors.map(({ of, projection }) => ({ of, view: projection.name })),
    };
  }

  @Get('facts/:name')
  @Permit('ops.audit.read')
  @ApiOperation({ summary: 'The rows of a fact, in one snapshot with the position of every lane' })
  @Answers(AuditedRows)
  fact(@Param('name') name: string, @Query() query: FactQuery) {
    return this.reader.read(this.factNamed(name), { ...rangeOf(query), about: subjectOf(query) });
  }

  @Get('facts/:name/:key/steps')
  @Permit('ops.audit.read')
  @ApiOperation({ summary: 'What a fact was after each of its events, the earliest first' })
  @Answers(Steps)
  async steps(@Param('name') name: string, @Param('key') key: string) {
    return { items: await this.reader.steps(this.factNamed(name), key) };
  }

  @Get('mirrors/:fact/:view')
  @Permit('ops.audit.read')
  @ApiOperation({
    summary: 'What a view of this service repeats of a fact of another one',
    description:
      'Send the positions of the owner as Consistency-Token: the answer then holds all that the owner had written.',
  })
  @Answers(AuditedRows)
  mirror(@Param('fact') fact: string, @Param('view') view: string, @Query() query: RowsQuery) {
    const mirror = this.mirrors.find(({ of, projection }) => of === fact && projection.name === view);
    if (!mirror) throw new Problem(404, 'mirror-unknown', `No view ${view} of this service repeats ${fact}.`);
    return this.reader.read(mirror, rangeOf(query));
  }

  private factNamed(name: string): Fact {
    const fact = this.facts.find((each) => each.name === name);
    if (!fact) throw new Problem(404, 'fact-unknown', `This service owns no fact ${name}.`);
    return fact;
  }
}

const rangeOf = ({ after, until, limit, at }: RowsQuery) => ({ after, until, limit, at: at?.split('\n') });

const subjectOf = ({ sku, order }: FactQuery): [Subject, string] | undefined =>
  sku !== undefined ? ['sku', sku] : order !== undefined ? ['order', order] : undefined;

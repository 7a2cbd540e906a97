import { Controller, Get } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Answers } from '../answers.decorator';
import { listOf, objectOf, ValueProperty } from '../value-schema';
import { TheCaller } from './auth.guard';
import type { Caller, Limits, Scopes } from './caller';
import { declaredPermissions } from './declared-permissions';
import { concernsAll, mayDo, PERMISSIONS, ROLES, type Permission, type Role } from './permissions';
import { SignedIn } from './permit.decorator';

/** The caller of a request, as the token says, and the permissions among those that routes of this service ask for. */
class Me {
  @ApiProperty({ type: 'string', description: 'The `sub` of the token.' })
  subject!: string;

  @ApiProperty({ type: 'string', enum: ['user', 'customer', 'system'] })
  kind!: Caller['kind'];

  @ApiProperty({ type: 'string', enum: [...ROLES], isArray: true })
  roles!: readonly Role[];

  @ApiProperty({
    type: 'string',
    enum: [...PERMISSIONS],
    isArray: true,
    description: 'What the caller may do here: permissions that routes of this service declare.',
  })
  permissions!: readonly Permission[];

  @ApiProperty({ type: 'string', required: false, description: 'The customer whose objects are the own ones.' })
  customerId?: string;

  @ValueProperty(objectOf({ 'warehouseIds?': listOf('text'), 'channels?': listOf('text') }), {
    description: 'Where the roles hold; everywhere where a list is left out.',
  })
  scopes!: Scopes;

  @ValueProperty(objectOf({ 'refundMinor?': 'whole', 'refundCurrency?': 'text' }), {
    description: 'Up to which amount the roles hold.',
  })
  limits!: Limits;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'When the token is no longer accepted.' })
  expiresAt!: string;
}

/** Who the caller is, for screens that show only what the caller may do. */
@Controller('v1/me')
@ApiTags('identity')
export class MeController {
  private declared: ReadonlySet<Permission> | undefined;

  constructor(private readonly app: ModuleRef) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary: 'The caller: roles, scopes and limits of the token, and what the caller may do in this service',
    description:
      'A permission that concerns all channels and warehouses is left out where the token names scopes. A permission says nothing of single objects: customers may touch only their own.',
  })
  @Answers(Me)
  me(@TheCaller() caller: Caller): Me {
    const { subject, kind, roles, customerId, scopes, limits, expiresAt } = caller;
    this.declared ??= declaredPermissions(this.app);
    const isLimited = scopes.warehouseIds !== undefined || scopes.channels !== undefined;
    const permissions = PERMISSIONS.filter(
      (name) => this.declared!.has(name) && mayDo(roles, name) && !(isLimited && concernsAll(name)),
    );
    const named = customerId === undefined ? {} : { customerId };
    return {
      subject,
      kind,
      roles,
      permissions,
      ...named,
      scopes,
      limits,
      expiresAt: new Date(expiresAt).toISOString(),
    };
  }
}

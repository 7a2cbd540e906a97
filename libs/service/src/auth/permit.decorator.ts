import { applyDecorators, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from './permissions';

const ACCESS = 'concord:access';
const UNCOUNTED = 'concord:uncounted';

/** What a route asks for: a permission, any valid token, or nothing at all. */
export type Access = Permission | 'signed-in' | 'public';

/**
 * What the caller of a route, or of all routes of a controller, must be allowed to do; a route's own word goes before
 * the controller's. The API documentation says so too, under `x-permission`.
 */
export const Permit = (permission: Permission) =>
  applyDecorators(SetMetadata(ACCESS, permission), ApiBearerAuth(), ApiExtension('x-permission', permission));

/** Open to every caller with a valid token, whatever the roles: for what a caller may know of themselves. */
export const SignedIn = () =>
  applyDecorators(SetMetadata(ACCESS, 'signed-in'), ApiBearerAuth(), ApiExtension('x-permission', 'signed-in'));

/**
 * Open to everybody: no token is asked for, and one that is sent is not looked at. Requests are limited by address
 * unless the route is `uncounted`: one that counts strangers itself, or whose refusal does more harm than its answer.
 */
export const Public = (counted: 'counted' | 'uncounted' = 'counted') =>
  applyDecorators(
    SetMetadata(ACCESS, 'public'),
    SetMetadata(UNCOUNTED, counted === 'uncounted'),
    ApiExtension('x-permission', 'public'),
  );

/** What a route declares; undefined where neither it nor its controller declares anything. */
export const accessOf = (
  reflector: Reflector,
  handler: ReturnType<ExecutionContext['getHandler']>,
  controller: ReturnType<ExecutionContext['getClass']>,
): Access | undefined => reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller]);

/** Whether a public route is not limited by address. */
export const isUncounted = (reflector: Reflector, handler: ReturnType<ExecutionContext['getHandler']>): boolean =>
  reflector.get<boolean | undefined>(UNCOUNTED, handler) ?? false;

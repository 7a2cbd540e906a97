import { createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem';
import type { Caller } from './caller';
import { concernsAll, mayDo, type Permission } from './permissions';
import { accessOf, type Access } from './permit.decorator';
import type { TokenVerifier } from './token-verifier';

/** A request that went through the guard. Both are absent on public routes; a route for every caller has no permission. */
export type GuardedRequest = FastifyRequest & { caller?: Caller; permission?: Permission | undefined };

/**
 * Admits a request whose caller has the permission that the route declares: a route without a declaration is closed.
 * For all routes of an application: `app.useGlobalGuards(new AuthGuard(verifier))`. The token of an admitted request is
 * verified already.
 */
export class AuthGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(private readonly verifier: TokenVerifier) {}

  /** Throws `Problem` 401 as the verifier does, 403 `permission-missing` or `permission-undeclared`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Messages from Kafka have no token: the broker decides who may publish.
    if (context.getType() !== 'http') return true;
    const access = accessOf(this.reflector, context.getHandler(), context.getClass());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const caller = request.caller ?? (await this.verifier.verify(request.headers.authorization));
    if (access === undefined)
      throw new Problem(403, 'permission-undeclared', 'This route declares no permission, so nobody may call it.');
    request.permission = admit(caller, access);
    request.caller = caller;
    return true;
  }
}

/** The caller, as a parameter of a route that is not public. */
export const TheCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!caller) throw new Problem(401, 'token-missing', 'Send a token: Authorization: Bearer <token>.');
  return caller;
});

/** The permission under which a caller may use a route with this access, if the route asks for one. Throws as `mayUse`. */
export function admit(caller: Caller, access: Exclude<Access, 'public'>): Permission | undefined {
  if (access === 'signed-in') return undefined;
  mayUse(caller, access);
  return access;
}

/**
 * Throws `Problem` 403 `permission-missing` where the caller lacks the permission, and `token-limited` where the token
 * holds for some channels or warehouses and the route concerns all of them.
 */
export function mayUse({ roles, scopes }: Caller, permission: Permission): void {
  if (mayDo(roles, permission)) {
    if (!concernsAll(permission) || !(scopes.warehouseIds || scopes.channels)) return;
    const detail = `${permission} concerns all sales channels and warehouses, and your token is limited to some. Use a token without scopes.`;
    throw new Problem(403, 'token-limited', detail, { permission });
  }
  const detail = `This needs the permission ${permission}, which the roles of the token do not have.`;
  throw new Problem(403, 'permission-missing', detail, { permission });
}

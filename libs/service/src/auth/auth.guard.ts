import { createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem';
import type { Caller } from './caller';
import { mayDo, NEVER_IN_PRODUCTION, type Permission } from './permissions';
import { accessOf } from './permit.decorator';
import type { TokenVerifier } from './token-verifier';

/** A request that went through the guard. Both are absent on public routes. */
export type GuardedRequest = FastifyRequest & { caller?: Caller; permission?: Permission };

/**
 * Lets a request pass whose caller may do what the route declares, and nothing else: a route that declares nothing is
 * closed. For all routes of an application: `app.useGlobalGuards(new AuthGuard(verifier))`.
 */
export class AuthGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly environment: NodeJS.ProcessEnv = process.env,
  ) {}

  /** Throws `Problem` 401 as the verifier does, 403 `permission-missing` or `permission-undeclared`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Messages from Kafka come without a token: who may publish is settled by the broker.
    if (context.getType() !== 'http') return true;
    const access = accessOf(this.reflector, context.getHandler(), context.getClass());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const caller = await this.verifier.verify(request.headers.authorization);
    if (access === undefined)
      throw new Problem(403, 'permission-undeclared', 'This route does not say who may call it, so nobody may.');
    if (!mayDo(caller.roles, access)) throw missing(access, 'which the roles of the token do not carry');
    if (NEVER_IN_PRODUCTION.has(access) && this.environment['NODE_ENV'] === 'production')
      throw missing(access, 'which nobody has in production');
    request.caller = caller;
    request.permission = access;
    return true;
  }
}

/** The caller, as a parameter of a route that is not public. */
export const TheCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!caller) throw new Problem(401, 'token-missing', 'Send a token: Authorization: Bearer <token>.');
  return caller;
});

const missing = (permission: Permission, why: string) =>
  new Problem(403, 'permission-missing', `This needs the permission ${permission}, ${why}.`, { permission });

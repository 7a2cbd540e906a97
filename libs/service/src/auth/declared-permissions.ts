import { RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector, type ModuleRef } from '@nestjs/core';
import { OPTIONAL_BODY } from '../answers.decorator';
import type { Permission } from './permissions';
import { accessOf, isUncounted, type Access } from './permit.decorator';

/** Where the modules of an application are found: the application, or a `ModuleRef` of it. */
type Modules = Pick<ModuleRef, 'get'>;

type Handler = (...input: never[]) => unknown;

/** A route of a controller. */
export interface DeclaredRoute {
  readonly controller: string;
  readonly handler: string;
  readonly method: string;
  /** As the controller declares it, without a global prefix; parameters as `:name`. */
  readonly path: string;
  /** Absent where no access is declared. */
  readonly access: Access | undefined;
  /** Whether strangers are not limited by address. */
  readonly isUncounted: boolean;
  /** Where it succeeds. */
  readonly status: number;
  readonly isBodyOptional: boolean;
}

/**
 * The routes of an application with their access. A route that declares neither a permission nor that it is public has
 * none, and a service does not start with such a route. Routes that are registered with Fastify itself are seen neither
 * here nor by the guard.
 */
export function declaredRoutes(app: Modules): DeclaredRoute[] {
  const reflector = new Reflector();
  return controllersOf(app).flatMap((controller) =>
    routesOf(controller).map(({ handler, name }) => ({
      controller: controller.name,
      handler: name,
      method: methodOf(handler),
      path: pathOf(controller, handler),
      access: accessOf(reflector, handler, controller),
      isUncounted: isUncounted(reflector, handler),
      status: statusOf(handler),
      isBodyOptional: Reflect.getMetadata(OPTIONAL_BODY, handler) === true,
    })),
  );
}

/** The permissions that routes of an application ask for. */
export const declaredPermissions = (app: Modules): ReadonlySet<Permission> =>
  new Set(
    declaredRoutes(app).flatMap(({ access }) =>
      access === undefined || access === 'public' || access === 'signed-in' ? [] : [access],
    ),
  );

type Controller = new (...parts: never[]) => object;

function controllersOf(app: Modules): Controller[] {
  const modules = app.get(ModulesContainer, { strict: false });
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return [...new Set(controllers.flatMap(({ metatype }) => (metatype ? [metatype as Controller] : [])))];
}

/** Handlers of messages are methods of controllers too; only those of HTTP have a path. */
function routesOf({ prototype }: Controller): { readonly name: string; readonly handler: Handler }[] {
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = (prototype as Record<string, Handler>)[name];
    return handler && Reflect.hasMetadata(PATH_METADATA, handler) ? [{ name, handler }] : [];
  });
}

const methodOf = (handler: Handler): string =>
  RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'ALL';

const statusOf = (handler: Handler): number =>
  (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ??
  (methodOf(handler) === 'POST' ? 201 : 200);

function pathOf(controller: Controller, handler: Handler): string {
  const parts = [controller, handler].map((part) => String(Reflect.getMetadata(PATH_METADATA, part) ?? ''));
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}

import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { accessOf } from './permit.decorator';

type Handler = (...input: never[]) => unknown;

/** A route of which nobody said who may call it. */
export interface UndeclaredRoute {
  readonly controller: string;
  readonly handler: string;
  /** Method and path as the controller states them, without a global prefix. */
  readonly route: string;
}

/**
 * The routes of an application that declare neither a permission nor that they are public. A service does not start
 * while there is one. Routes that are registered with Fastify itself are not seen, by the guard neither.
 */
export function undeclaredRoutes(app: INestApplicationContext): UndeclaredRoute[] {
  const reflector = new Reflector();
  return controllersOf(app).flatMap((controller) =>
    routesOf(controller)
      .filter(({ handler }) => accessOf(reflector, handler, controller) === undefined)
      .map(({ handler, name }) => ({
        controller: controller.name,
        handler: name,
        route: `${methodOf(handler)} ${pathOf(controller, handler)}`,
      })),
  );
}

type Controller = new (...parts: never[]) => object;

function controllersOf(app: INestApplicationContext): Controller[] {
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

function pathOf(controller: Controller, handler: Handler): string {
  const parts = [controller, handler].map((part) => String(Reflect.getMetadata(PATH_METADATA, part) ?? ''));
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}

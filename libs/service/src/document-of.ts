import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiDocument } from './api-document';
import { declaredRoutes } from './auth/declared-permissions';
import type { ServiceConfig } from './config';
import { ProblemCounts } from './problem.filter';
import { rootOf } from './root.module';
import type { ServiceDeclaration } from './start-service';

/**
 * The OpenAPI document of a service that does not run: the same as at its `/openapi.json`, without a contact. Nothing
 * is instantiated, so that neither a database nor a broker nor a configuration is needed.
 */
export async function documentOf({ module, parts, title, description }: ServiceDeclaration): Promise<OpenAPIObject> {
  const root = rootOf(module, {} as ServiceConfig, new ProblemCounts(), undefined);
  const app = await NestFactory.create(root, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return apiDocument(app, { name: parts.name, title, description }, declaredRoutes(app));
}

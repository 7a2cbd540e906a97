import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Catch, Controller, Get, Module, Post, type ArgumentsHost, type ExecutionContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '../problem';
import { AuthGuard, TheCaller } from './auth.guard';
import type { Caller } from './caller';
import { declaredRoutes } from './declared-permissions';
import { developmentIssuer, type DevelopmentIssuer } from './development-issuer';
import type { Role } from './permissions';
import { Permit, Public } from './permit.decorator';
import { verifierFor, type TokenVerifier } from './token-verifier';

@Controller('stock')
class StockController {
  @Get()
  @Permit('inventory.read')
  list(@TheCaller() caller: Caller) {
    return caller;
  }

  @Post('adjustments')
  @Permit('inventory.adjust')
  adjust() {
    return 'adjusted';
  }

  @Get('open')
  @Public()
  open() {
    return 'open';
  }

  @Get('forgotten')
  forgotten() {
    return 'never said';
  }
}

@Controller('ops')
@Permit('ops.projection.rebuild')
class OpsController {
  @Post('rebuild')
  rebuild() {
    return 'rebuilt';
  }

  @Get('alive')
  @Public()
  alive() {
    return 'alive';
  }
}

@Module({ controllers: [StockController, OpsController] })
class TinyModule {}

@Catch(Problem)
class AsJson {
  catch({ status, code, detail, facts }: Problem, host: ArgumentsHost) {
    host
      .switchToHttp()
      .getResponse()
      .status(status)
      .send({ code, detail, ...facts });
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'concord-guard-'));
let app: NestFastifyApplication;
let issuer: DevelopmentIssuer;
let verifier: TokenVerifier;
let document: OpenAPIObject;

beforeAll(async () => {
  issuer = await developmentIssuer(folder, {});
  verifier = verifierFor({ jwks: issuer.jwksFile, issuer: issuer.issuer, environment: {} });
  app = await NestFactory.create<NestFastifyApplication>(TinyModule, new FastifyAdapter(), { logger: false });
  app.useGlobalGuards(new AuthGuard(verifier));
  app.useGlobalFilters(new AsJson());
  document = SwaggerModule.createDocument(app, new DocumentBuilder().addBearerAuth().build());
  await app.init();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

async function call(method: 'GET' | 'POST', url: string, ...roles: Role[]) {
  const authorization = `Bearer ${await issuer.mint({ roles, subject: 'ann' })}`;
  const answer = await app.inject({ method, url, ...(roles.length > 0 && { headers: { authorization } }) });
  return {
    status: answer.statusCode,
    body: answer.headers['content-type']?.includes('json') ? answer.json() : answer.body,
  };
}

describe('a request', () => {
  it('without a token is asked for one', async () =>
    expect(await call('GET', '/stock')).toMatchObject({ status: 401, body: { code: 'token-missing' } }));
  it('with a wrong token is refused', async () => {
    const answer = await app.inject({ url: '/stock', headers: { authorization: 'Bearer abc' } });
    expect(answer.json()).toMatchObject({ code: 'token-invalid' });
  });
  it('with the permission gets through, and the route knows the caller', async () =>
    expect(await call('GET', '/stock', 'driver')).toMatchObject({
      status: 200,
      body: { subject: 'ann', kind: 'user' },
    }));
  it('without the permission learns which one is missing', async () => {
    const { status, body } = await call('POST', '/stock/adjustments', 'driver', 'marketing_manager');
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'permission-missing', permission: 'inventory.adjust' });
    expect(body.detail).toContain('inventory.adjust');
  });
  it('to a public route needs nothing', async () =>
    expect(await call('GET', '/stock/open')).toMatchObject({ status: 200 }));
  it('to a route that declares nothing is refused whoever asks', async () => {
    expect(await call('GET', '/stock/forgotten')).toMatchObject({ status: 401 });
    expect(await call('GET', '/stock/forgotten', 'head_of_digital', 'it_operator')).toMatchObject({
      status: 403,
      body: { code: 'permission-undeclared' },
    });
  });
});

describe("a controller's permission", () => {
  it('holds for its routes', async () => {
    expect(await call('POST', '/ops/rebuild', 'tester')).toMatchObject({ status: 403 });
    expect(await call('POST', '/ops/rebuild', 'it_operator')).toMatchObject({ status: 201 });
  });
  it("gives way to a route's own", async () => expect(await call('GET', '/ops/alive')).toMatchObject({ status: 200 }));
});

it('leaves messages alone', async () => {
  const context = { getType: () => 'rpc' } as ExecutionContext;
  expect(await new AuthGuard(verifier).canActivate(context)).toBe(true);
});

it('finds the routes that declare nothing', () =>
  expect(declaredRoutes(app).filter(({ access }) => access === undefined)).toMatchObject([
    { controller: 'StockController', handler: 'forgotten', method: 'GET', path: '/stock/forgotten' },
  ]));

it('documents what a route asks for', () => {
  const operation = document.paths['/stock/adjustments']?.post;
  expect(operation).toMatchObject({ 'x-permission': 'inventory.adjust', security: [{ bearer: [] }] });
  expect(document.paths['/ops/rebuild']?.post).toMatchObject({ 'x-permission': 'ops.projection.rebuild' });
  expect(document.paths['/ops/alive']?.get).toMatchObject({ 'x-permission': 'public' });
});

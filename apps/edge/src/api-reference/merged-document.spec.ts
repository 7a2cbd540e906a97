import { mergedDocument, type ApiDocument } from './merged-document';

const documentOf = (title: string): ApiDocument => ({
  openapi: '3.1.0',
  info: { title },
  tags: [{ name: 'orders', description: 'Routes about orders.' }],
  paths: {
    '/v1/orders': {
      get: { tags: ['orders'], responses: { 200: { $ref: '#/components/schemas/Order' } } },
    },
  },
  components: {
    schemas: { Order: { properties: { line: { $ref: '#/components/schemas/Line' } } }, Line: { type: 'string' } },
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
  },
});

const merged = mergedDocument(
  new Map([
    ['orders', documentOf('Orders')],
    ['customer-service', documentOf('Customer service')],
    ['marketing', undefined],
  ]),
) as Required<ApiDocument>;

describe('the document of all services', () => {
  it('has the paths as the door has them', () =>
    expect(Object.keys(merged.paths)).toEqual(['/orders/v1/orders', '/customer-service/v1/orders']));

  it('keeps apart what two services call by one name, with all references', () => {
    expect(Object.keys(merged.components['schemas']!)).toEqual([
      'orders.Order',
      'orders.Line',
      'customer-service.Order',
      'customer-service.Line',
    ]);
    const names = new Set(Object.keys(merged.components['schemas']!));
    const references = [...JSON.stringify(merged).matchAll(/#\/components\/schemas\/([\w.-]+)/g)].map(
      ([, name]) => name!,
    );
    expect(references.filter((name) => !names.has(name))).toEqual([]);
    expect(references).toHaveLength(4);
  });

  it('shares the way to send a token', () =>
    expect(merged.components['securitySchemes']).toEqual({ bearer: { type: 'http', scheme: 'bearer' } }));

  it('groups the tags by service', () =>
    expect(merged.tags.map(({ name }) => name)).toEqual(['orders: orders', 'customer-service: orders']));

  it('names the services that gave no document', () =>
    expect(merged.info.description).toContain('left out: marketing'));
});

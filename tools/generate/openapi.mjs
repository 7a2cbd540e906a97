// docs/openapi/<service>.json: what a running service serves at /openapi.json, made from its controllers without a server.
import { createRequire } from 'node:module';
import path from 'node:path';

const WIDTH = 120;

/** The OpenAPI document of every service, by name. */
export async function openApiDocuments(root, services) {
  const require = createRequire(path.join(root, 'package.json'));
  const { documentOf } = require(path.join(root, 'libs/service/dist/document-of.js'));
  const documents = {};
  for (const service of Object.keys(services)) {
    const { declaration } = require(path.join(root, 'apps', service, 'dist/declaration.js'));
    documents[service] = JSON.parse(JSON.stringify(await documentOf(declaration)));
  }
  return documents;
}

/** JSON with each value that fits on one line, so that the file is short and a change shows where it is. */
export const compactJson = (value) => `${written(value, '', 0)}\n`;

function written(value, indent, used) {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + used + line.length <= WIDTH) return line;
  const deeper = `${indent} `;
  const members = Array.isArray(value)
    ? value.map((each) => written(each, deeper, 0))
    : Object.entries(value).map(([name, each]) => {
        const start = `${JSON.stringify(name)}: `;
        return start + written(each, deeper, start.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.map((member) => deeper + member).join(',\n')}\n${indent}${close}`;
}

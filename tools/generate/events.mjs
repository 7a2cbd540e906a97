// docs/events.md: every published event for people: when it happens, who cares, what it holds.
const one = (schema) => {
  // A sealed text, which nobody outside can read.
  if (schema['x-personal'] !== undefined) return 'sealed';
  if (schema.const !== undefined) return `"${schema.const}"`;
  if (schema.anyOf) return schema.anyOf.map(one).join(' or ');
  if (schema.type === 'array') return `list of ${one(schema.items)}`;
  if (schema.type === 'object' && schema.properties) return `{ ${fieldsOf(schema)} }`;
  if (schema.type === 'object') return 'map';
  if (schema.format === 'date-time') return 'moment';
  if (schema.format === 'uuid') return 'id';
  return schema.type === 'string' ? 'text' : (schema.type ?? 'any');
};

const fieldsOf = ({ properties = {}, required = [] }) =>
  Object.entries(properties)
    .map(([name, schema]) => `${name}${required.includes(name) ? '' : '?'}: ${one(schema)}`)
    .join(', ');

/** An event of the example: the generator fails where it is no longer of the published shape. */
const EXAMPLE = { sku: 'LANTERN-1', sellable: 4, threshold: 5, cause: 'absolute' };

function exampleOf({ type, schemaVersion, service, problems }) {
  const [problem] = problems(EXAMPLE);
  if (problem !== undefined) throw new Error(`The example of docs/events.md is no ${type}: ${problem}`);
  const headers = {
    ce_specversion: '1.0',
    ce_id: '6d0c5f0e-7a3b-5c1d-9e2f-0123456789ab',
    ce_source: `/concord/${service}`,
    ce_type: type,
    ce_time: '2026-01-05T09:00:00.000Z',
    ce_subject: `stock-item-${EXAMPLE.sku}`,
    ce_dataschema: `/schemas/${service}/${type}/${schemaVersion}`,
    'content-type': 'application/json',
    ce_schemaversion: String(schemaVersion),
    ce_pubseq: '17',
    ce_position: '1.7423.2',
    ce_previous: '1.7419.0',
    ce_correlationid: '0198f3a2-7c1e-7000-8000-0123456789ab',
    ce_causationid: '0198f3a2-7c1e-7000-8000-0123456789ab',
    ce_actor: JSON.stringify({ kind: 'user', id: '3f0c8a52', role: 'inventory_manager' }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`key: ${headers.ce_subject}`, ...lines, '', JSON.stringify(EXAMPLE)].join('\n');
}

/** `heardBy` names the services that hear an event. */
export function events(contracts, published, docs, heardBy) {
  const sections = Object.keys(contracts.SERVICES).map((service) => {
    const own = published.filter((event) => event.service === service);
    const rows = own.map((event) => {
      const { type, schemaVersion, schema } = event;
      const data = fieldsOf(JSON.parse(JSON.stringify(schema)));
      return `| \`${type}\` ${schemaVersion} | ${docs.get(type)} | ${heardBy(event).join(', ')} | \`${data}\` |`;
    });
    const table =
      rows.length > 0
        ? `| event | when it happens, and who cares | heard by | data |\n| --- | --- | --- | --- |\n${rows.join('\n')}`
        : 'None yet.';
    return `## \`${service}.events\`\n\n${table}\n`;
  });
  const example = published.find(({ type }) => type === 'LowStockDetected');
  return `# Events

Every public event, by topic. The number behind a name is its version: a published version never changes. A question mark means that the field may be absent. The headers of a message, and the JSON schemas, are in [asyncapi.json](asyncapi.json).

## Subscribe

1. The brokers: \`localhost:29092\` with Docker, on the machine itself. After \`npm start\`, \`kafka\` in \`.concord/addresses.json\` names them. In production, add a listener with TLS and a login for subscribers outside, and let them only read.
2. Use a consumer group of your own. The services have their own names as groups, with \`CONCORD_TOPIC_PREFIX\` before them: take another name. Read from the beginning: topics keep all events for ever.
3. Read \`ce_type\`, and ignore events and fields that you do not know.
4. Read \`ce_schemaversion\`. Topics hold all versions for ever, and this page has the newest one. Older shapes are in \`libs/contracts/contracts.lock.json\`.
5. Apply each event once: store \`ce_position\` of each partition in the transaction of the effect. Pass over a message whose position is not greater.
6. Notice a loss: if \`ce_previous\` of a message is not your last position of the partition, events are missing. Read \`GET /v1/feed?lane=PARTITION&after=POSITION\` of the service. The role \`service\` may.

A message looks like this:

\`\`\`text
${exampleOf(example)}
\`\`\`

- The key is the stream, \`ce_subject\`. Events of one stream are in one partition and in order. An order, its payment, its refunds and its returns are streams of their own, without a common order.
- Delivery is at least once. \`ce_id\` is the same however often an event is delivered; \`ce_pubseq\` counts 1, 2, 3 … within a stream and shows what is missing.
- Topics share no common order: an event of one service may arrive before an event of another service that caused it.
- A position has three numbers, \`era.txid.pos\`. Compare them as numbers, from left to right.
- Members of the kind \`sealed\` (\`x-personal\` in the schemas) hold \`v1.…\`: personal data that nobody outside can read. Ask the REST API where you may read them. Texts of the system itself are in clear.
- Amounts are whole numbers of minor units (\`amountMinor: 1250\` with \`currency: "EUR"\` is 12.50). Moments are ISO 8601 in UTC.

${sections.join('\n')}`;
}

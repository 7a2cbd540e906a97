// docs/events.md: every published event for people: when it happens, who cares, what it holds.
const one = (schema) => {
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

export function events(contracts, published, docs) {
  const sections = Object.keys(contracts.SERVICES).map((service) => {
    const own = published.filter((event) => event.service === service);
    const rows = own.map(({ type, schemaVersion, schema }) => {
      return `| \`${type}\` ${schemaVersion} | ${docs.get(type)} | \`${fieldsOf(JSON.parse(JSON.stringify(schema)))}\` |`;
    });
    const table =
      rows.length > 0
        ? `| event | when it happens, and who cares | data |\n| --- | --- | --- |\n${rows.join('\n')}`
        : 'None yet.';
    return `## \`${service}.events\`\n\n${table}\n`;
  });
  return `# Events

Every public event, by topic. The number behind a name is its version: a published version never changes. A question mark means that the field may be absent. The headers of a message, and the JSON schemas, are in [asyncapi.json](asyncapi.json).

- A message has the id of its stream as key, so that all events of one order, SKU or parcel are in one partition, in their order.
- Delivery is at least once. \`ce_id\` is the same however often an event is delivered; \`ce_pubseq\` counts 1, 2, 3 … within a stream and shows what is missing.
- Topics share no common order: an event of one service may arrive before an event of another service that caused it.
- Amounts are whole numbers of minor units (\`amountMinor: 1250\` with \`currency: "EUR"\` is 12.50). Moments are ISO 8601 in UTC.
- Ignore fields that you do not know; a new version adds some.

${sections.join('\n')}`;
}

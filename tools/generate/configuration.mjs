/** `docs/configuration.md`: every environment variable, from the table that reads and checks them. */
export function configuration(variables, doorVariables) {
  return `# Configuration

Services and commands are configured by environment variables. A service checks all of them when it starts; what is wrong or missing ends the start with one line that names every variable. This page and \`.env.example\` are written by \`npm run generate\` from the table that reads them.

## Services

A secret may come from a file: \`DATABASE_URL_FILE=/run/secrets/database-url\` means the content of that file, without its last line break. Set the variable or its file, not both.

| variable | form | otherwise | meaning |
| --- | --- | --- | --- |
${rowsOf(variables)}
| \`NODE_ENV\` | text | none | With \`production\` the development issuer and its tokens, public development keys and passwords, and \`CRASH_AT\` are refused. |

## The door

\`apps/edge\` is the one address for people and systems. It needs neither a database nor Kafka.

| variable | form | otherwise | meaning |
| --- | --- | --- | --- |
${rowsOf(doorVariables)}

## Traces

Set one of these and the services send traces; without them none is made, and nothing that makes traces is loaded. OpenTelemetry's SDK reads them itself, and with them all other variables of [its specification](https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/): headers, certificates, sampling, batches. See [operations.md](operations.md#traces).

| variable | meaning |
| --- | --- |
| \`OTEL_EXPORTER_OTLP_ENDPOINT\`, \`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\` | The address of a collector, such as \`http://collector:4318\`. |
| \`OTEL_TRACES_EXPORTER\` | \`otlp\`, \`console\`, or \`none\`, which switches traces off. |
| \`OTEL_EXPORTER_OTLP_PROTOCOL\` | \`http/protobuf\` (otherwise), \`http/json\` or \`grpc\`. |
| \`OTEL_TRACES_SAMPLER\`, \`OTEL_TRACES_SAMPLER_ARG\` | Which traces are recorded; otherwise all but those whose caller records none. |
| \`OTEL_SDK_DISABLED\` | \`true\` switches traces off. |
| \`OTEL_LOG_LEVEL\` | The SDK's own messages, on standard output; otherwise its warnings go to the service's log. |
| \`OTEL_SERVICE_NAME\`, \`OTEL_RESOURCE_ATTRIBUTES\` | The name of the service, otherwise its own, and what else is told of it. |

## Commands

\`npm start\`, \`npm test\` and \`npm run …\` read these as well. Here \`DATABASE_URL\` is a database of an administrator, in which the commands create a database for each service.

| variable | otherwise | meaning |
| --- | --- | --- |
| \`DATABASE_URL\`, \`KAFKA_BROKERS\` | own servers on this machine | Servers that exist already. What the table above says of passwords, TLS and logging in holds here too. |
| \`CONCORD_DATA\` | \`.concord\` | The folder for data, keys, logs and addresses. |
| \`CONCORD_CACHE\` | \`.concord\` | The folder for Kafka's jars, which are resolved once. |
| \`CONCORD_INFRA\` | \`container\` if an engine answers, else \`process\` | How Postgres and Kafka are run on this machine. |
| \`CONCORD_KEYS\` | \`local/keys\` in the data folder | The folder with the keys of the development issuer. |
| \`CONCORD_TOKEN\` or \`CONCORD_TOKEN_FILE\` | a token of the development issuer | The bearer token that commands send. Needed where an identity provider of your own issues tokens. |
| \`DOCKER_HOST\`, \`XDG_RUNTIME_DIR\` | the engine's usual socket | Where the container engine is asked for. |
| \`JAVA_HOME\` | \`java\` on the path | The Java machine that runs Kafka where no container does. |
`;
}

function rowsOf(variables) {
  const rows = Object.entries(variables).map(([name, { form, means, need, fallback, fallbackSays, isSecret }]) => {
    const otherwise = need === 'required' ? need : (fallbackSays ?? (need === 'default' ? `\`${fallback}\`` : need));
    const names = isSecret ? `\`${name}\` or \`${name}_FILE\`` : `\`${name}\``;
    return `| ${names} | ${form.says} | ${otherwise} | ${means} |`;
  });
  return rows.join('\n');
}

const WIDTH = 110;

/** `.env.example`: the environment of one service, what it needs as it must be given, the rest as it would be without. */
export function environmentExample(variables) {
  const parts = Object.entries(variables).map(([name, variable]) => {
    const { form, means, need, fallback, fallbackSays, isSecret, example } = variable;
    const says = [`${means} Form: ${form.says}.`];
    if (isSecret) says.push(`Or ${name}_FILE, the path of a file with it.`);
    const comment = wrapped(says.join(' ').replaceAll('`', ''));
    if (need !== 'required') {
      const otherwise = need === 'default' && fallbackSays === undefined ? fallback : '';
      if (fallbackSays) comment.push(`# Otherwise: ${fallbackSays.replaceAll('`', '')}.`);
      return [...comment, `#${name}=${otherwise}`].join('\n');
    }
    // An empty example is a key, which everybody makes for themselves.
    if (example === undefined || (example !== '' && form.read(example) === undefined))
      throw new Error(`${name} is required: give it an example of its form in libs/service/src/config.ts.`);
    return [...comment, `${name}=${example}`].join('\n');
  });
  return `# The environment of one service. Copy this to a file of its own, such as orders.env, fill it in, and
#   npm run build
#   node --env-file=orders.env apps/orders/dist/main.js up
# Written by npm run generate from the table that the services read; docs/configuration.md says the same in a table.
# npm start and the compose file need none of it.

# With production, public development keys and passwords are refused.
NODE_ENV=production

${parts.join('\n\n')}
`;
}

function wrapped(text) {
  const lines = ['#'];
  for (const word of text.split(' ')) {
    if (lines.at(-1).length + 1 + word.length > WIDTH) lines.push('#');
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines;
}

/** The URL of the Postgres that all specs share; each takes a database of its own on it with `testDatabase`. */
export function postgresUrl(): string {
  return named('DATABASE_URL');
}

/** The addresses of the Kafka that all specs share; each makes topics and groups of its own with `uniqueName`. */
export function kafkaBrokers(): string[] {
  return named('KAFKA_BROKERS').split(',');
}

// Set by tools/test-servers.ts, which jest runs before the first integration spec.
function named(variable: string): string {
  const value = process.env[variable];
  if (!value)
    throw new Error(`${variable} is not set: name the file .int.spec.ts, so that jest starts the servers for it.`);
  return value;
}

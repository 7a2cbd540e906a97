// What Prometheus and Grafana are told of the services and the door.

export function prometheus(services) {
  const targets = [...Object.keys(services).map((name) => `'${name}:3000'`), "'edge:9464'"];
  return `# Written by npm run generate.
global: { scrape_interval: 15s, evaluation_interval: 15s }
rule_files: [alerts.yml]
scrape_configs:
  - job_name: concord
    metrics_path: /metrics
    static_configs:
      - targets: [${targets.join(', ')}]
`;
}

const PANELS = [
  ['Events appended a second', 'rate(concord_events_appended_total[1m])', 'short'],
  ['Behind the other services', 'concord_projection_lag_ms', 'ms'],
  ['Messages not applied yet', 'sum by (instance, source) (concord_consumer_lag)', 'short'],
  ['Problems answered a second, by code', 'sum by (code) (rate(concord_problems[5m]))', 'short'],
  ['Requests refused for overload', 'delta(concord_requests_refused[5m])', 'short'],
  ['Parked messages since the start', 'concord_events_parked', 'short'],
  ['Refused reactions', 'sum by (reaction, code) (increase(concord_reactions_refused[1h]))', 'short'],
  ['Oldest writing transaction', 'max(concord_oldest_transaction_seconds)', 's'],
  ['Memory', 'process_resident_memory_bytes', 'bytes'],
  ['CPU', 'rate(process_cpu_seconds_total[1m])', 'percentunit'],
  ['Event loop lag, p99', 'nodejs_eventloop_lag_p99_seconds', 's'],
];

export function dashboard() {
  const panels = PANELS.map(([title, expr, unit], n) => ({
    id: n + 1,
    title,
    type: 'timeseries',
    datasource: { type: 'prometheus', uid: 'prometheus' },
    fieldConfig: { defaults: { unit }, overrides: [] },
    gridPos: { x: (n % 2) * 12, y: Math.floor(n / 2) * 8, w: 12, h: 8 },
    targets: [{ refId: 'A', expr }],
  }));
  const range = { from: 'now-1h', to: 'now' };
  const head = { uid: 'concord', title: 'Concord', schemaVersion: 39, refresh: '15s', time: range };
  return `${JSON.stringify({ ...head, panels }, null, 2)}\n`;
}

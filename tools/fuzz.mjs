// Runs Schemathesis (from PyPI, in its own folder) against all services of a fresh system: it makes valid and invalid
// requests from the OpenAPI documents, and compares every answer with the documents.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const VERSION = '4.32.5';
const ROLES = [
  'service',
  'inventory_manager',
  'marketing_manager',
  'cs_lead',
  'head_of_digital',
  'it_operator',
  'warehouse_operator',
  'logistics_manager',
  'ecommerce_sme',
];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [only] = process.argv.slice(2);
const schemathesis = installed();
const system = spawn(process.execPath, [path.join(root, 'tools', 'start.mjs'), '--empty', '--free-ports'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
let failed = 0;
try {
  await ready(system);
  const { services } = JSON.parse(readFileSync(path.join(root, '.concord', 'addresses.json'), 'utf8'));
  const token = execFileSync(process.execPath, [path.join(root, 'tools', 'concord.mjs'), 'token', '--role', ...ROLES], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const waiting = Object.entries(services).filter(([service]) => !only || only === service);
  const tryNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await tryService(...next, token);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, tryNext));
} finally {
  system.kill('SIGTERM');
  await new Promise((resolve) => system.once('exit', resolve));
}
console.log(failed === 0 ? 'All services answer as their documents say.' : `${failed} services do not.`);
process.exitCode = failed === 0 ? 0 : 1;

/** Sends requests to a service, and says how many were answered as its document says. */
async function tryService(service, url, token) {
  const options = [
    `--config-file=${path.join(root, 'tools', 'fuzz', 'schemathesis.toml')}`,
    'run',
    `${url}/openapi.json`,
    '--phases=examples,coverage,fuzzing',
    '--max-examples=20',
    '--workers=1',
    `--header=Authorization: Bearer ${token}`,
    '--no-color',
    '--seed=1',
    // How long a busy machine takes to make requests says nothing of the services.
    '--suppress-health-check=too_slow',
  ];
  const { said, code } = await promisify(execFile)(schemathesis, options, {
    cwd: path.join(root, '.concord'),
    env: { ...process.env, SCHEMATHESIS_HOOKS: path.join(root, 'tools', 'fuzz', 'hooks.py') },
    maxBuffer: 256 * 1024 * 1024,
  }).then(
    ({ stdout }) => ({ said: stdout, code: 0 }),
    (error) => ({ said: error.stdout || error.message, code: error.code }),
  );
  console.log(`${service}: ${/\d+ generated.*/.exec(said)?.[0] ?? said.slice(-2_000)}`);
  if (code === 0) return;
  failed += 1;
  console.log(said);
}

/** The command, installed once. */
function installed() {
  const folder = path.join(root, '.concord', `schemathesis-${VERSION}`);
  const command = path.join(folder, 'bin', 'schemathesis');
  if (existsSync(command)) return command;
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(path.join(folder, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`], {
      stdio: 'inherit',
    });
  } catch (error) {
    console.error(
      `Schemathesis ${VERSION} cannot be installed: it needs Python 3.10 or newer with venv. ${error.message}`,
    );
    process.exit(1);
  }
  return command;
}

/** Resolves when the system prints that it is ready. */
function ready(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
      if (text.includes('Ctrl-C')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The system ended with ${code}: ${text.slice(-2_000)}`)));
  });
}

import path from 'node:path';

/** The root of the checkout: this file is compiled to apps/cli/dist. */
export const ROOT = path.resolve(__dirname, '..', '..', '..');

/** Everything that a run writes is below this git-ignored folder. */
export const DATA_FOLDER = process.env['CONCORD_DATA'] ?? path.join(ROOT, '.concord');

/** Where scripts find a system that runs. */
export const ADDRESSES_FILE = path.join(DATA_FOLDER, 'addresses.json');

/** The real trading day that travels with the repository. */
export const DEMO_DAY = path.join(ROOT, 'apps', 'cli', 'demo-data', '2010-12-01.csv.gz');

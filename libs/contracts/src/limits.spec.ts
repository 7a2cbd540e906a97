import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as table from './limits';

const limits = new Map<string, number>(Object.entries(table));
type Limit = keyof typeof table;

/** The ways of an order, from the stage that accepts it to the last one. */
const WAYS: Record<string, readonly Limit[]> = {
  'lines, from the order to the door': ['ORDER_LINES_MAX', 'PICK_SCANS_MAX', 'PARCEL_LINES_MAX'],
  'lines, from the order back to the shelf': ['ORDER_LINES_MAX', 'RETURN_LINES_MAX', 'RETURN_GRADES_MAX'],
  'lines, from the delivery of a supplier': ['ORDER_LINES_MAX', 'RECEIPT_LINES_MAX'],
  'units of a line': ['LINE_UNITS_MAX', 'PICK_UNITS_MAX', 'PARCEL_UNITS_MAX'],
  'units of a SKU in stock': ['LINE_UNITS_MAX', 'STOCK_UNITS_MAX'],
  'weight of a unit and of its parcel': ['UNIT_WEIGHT_G_MAX', 'PARCEL_WEIGHT_G_MAX'],
};

describe('limits', () => {
  it.each(Object.entries(WAYS))('accept what the stage before accepted: %s', (_, way) => {
    const narrower = way.filter((name, stage) => stage > 0 && limits.get(name)! < limits.get(way[stage - 1]!)!);
    expect(narrower).toEqual([]);
  });

  it('hold an order that names one SKU on every line in one scan and one parcel', () => {
    const units = table.ORDER_LINES_MAX * table.LINE_UNITS_MAX;
    expect(table.PICK_UNITS_MAX).toBeGreaterThanOrEqual(units);
    expect(table.PARCEL_UNITS_MAX).toBeGreaterThanOrEqual(units);
    expect(table.STOCK_UNITS_MAX).toBeGreaterThanOrEqual(units);
  });

  it('stand in this table alone: no controller has its own bound of a list', () => {
    const apps = path.join(__dirname, '..', '..', '..', 'apps');
    const findings = globSync('*/src/**/*.controller.ts', { cwd: apps }).flatMap((file) =>
      [...readFileSync(path.join(apps, file), 'utf8').matchAll(/maxItems: (\S+?)[,\s}]/g)]
        .filter(([, bound = '']) => !limits.has(bound))
        .map(([, bound]) => `${file}: move maxItems ${bound} to libs/contracts/src/limits.ts.`),
    );
    expect(findings).toEqual([]);
  });
});

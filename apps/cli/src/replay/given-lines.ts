import { type Cells, classify, type TradingLine } from './trading-line';

/** What a spec has to say about a row. */
export type Row = Partial<Cells>;

/** Specs say only what matters to the rule they show; the rest of a row is this. */
export const ORDINARY_ROW: Cells = {
  InvoiceNo: '536365',
  StockCode: '10001',
  Description: 'MUG',
  Quantity: '1',
  InvoiceDate: '2011-01-10 10:00:00',
  UnitPrice: '1.00',
  CustomerID: '17850.0',
  Country: 'United Kingdom',
};

/** Classified lines as they would stand in a file under its header. */
export function given(...rows: Row[]): TradingLine[] {
  return rows.map((row, index) => classify(index + 2, { ...ORDINARY_ROW, ...row }));
}

export function sold(InvoiceNo: string, StockCode: string, units: number, rest: Row = {}): Row {
  return { InvoiceNo, StockCode, Quantity: String(units), ...rest };
}

export function returned(InvoiceNo: string, StockCode: string, units: number, rest: Row = {}): Row {
  return { InvoiceNo, StockCode, Quantity: String(-units), ...rest };
}

export function writtenOff(InvoiceNo: string, StockCode: string, units: number, rest: Row = {}): Row {
  return { InvoiceNo, StockCode, Quantity: String(-units), UnitPrice: '0.0', CustomerID: '', ...rest };
}

export function found(InvoiceNo: string, StockCode: string, units: number, rest: Row = {}): Row {
  return { InvoiceNo, StockCode, Quantity: String(units), UnitPrice: '0.0', CustomerID: '', ...rest };
}

export async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { printed } from './printed';
import type { Paper } from './paper';

const paper: Paper = {
  title: 'INV-2026-000001', language: 'en', size: 'A4', at: '2026-01-05T09:00:00.000Z', author: 'Shop & Sons', foot: 'foot', pageOf: (p, n) => `Page ${p} of ${n}`,
  blocks: [ { kind: 'title', text: 'Invoice', aside: ['INV-2026-000001', '5 January 2026'] },
   { kind: 'columns', columns: [{ head: 'From', lines: ['Shop', 'Street'] }, { head: 'To', lines: ['Ada Bell', 'Ελλάδα Жук'] }] },
   { kind: 'table', head: ['SKU', 'Title', 'Units'], widths: [1, 3, 1], numbers: [2], rows: Array.from({ length: 80 }, (_, n) => [`A${n}`, 'Thing', '3']) },
   { kind: 'sums', rows: [{ name: 'Total', amount: '14.32 GBP', isStrong: true }] }, { kind: 'barcode', text: '0198a2b0-1111-7222-8333-444455556666' } ],
  attachment: { name: 'factur-x.xml', type: 'text/xml', description: 'x', content: '<a/>', metadata: '<rdf:Description rdf:about="" xmlns:x="urn:x"><x:a>1</x:a></rdf:Description>' },
};
it('prints', async () => {
  const t = performance.now();
  const one = await printed(paper);
  const two = await printed(paper);
  console.log(one.length, performance.now() - t, createHash('sha256').update(one).digest('hex'));
  writeFileSync('/tmp/paper.pdf', one);
  expect(one.equals(two)).toBe(true);
});

import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { barsOf } from './bars';
import { fontFile, writable, type FontName } from './fonts';
import type { Block, Paper, Table } from './paper';

/** So many rows are drawn before others get their turn: the longest invoice has 1,500. */
const ROWS_AT_ONCE = 25;
const GREY = '#555555';
const GAP = 4;

/** The measures of a size, in points. */
const SIZES = {
  A4: { margin: 50, text: 9, small: 7.5, title: 18, large: 12, foot: 36 },
  A6: { margin: 20, text: 7.5, small: 6, title: 11, large: 10, foot: 14 },
};

/** The paper as a PDF (PDF/A-3b, with its fonts in it). The same paper gives the same bytes. */
export async function printed(paper: Paper): Promise<Buffer> {
  const sheet = new Sheet(paper);
  for (const block of paper.blocks) await sheet.add(block);
  return sheet.end();
}

class Sheet {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly done: Promise<void>;
  private readonly size;
  private y: number;

  constructor(private readonly paper: Paper) {
    const { title, author, at, language, size } = paper;
    this.size = SIZES[size];
    const { margin, foot } = this.size;
    const created = new Date(at);
    this.document = new PDFDocument({
      size,
      margins: { top: margin, left: margin, right: margin, bottom: margin + foot },
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      lang: language,
      bufferPages: true,
      info: {
        Title: plain(title),
        Author: plain(author),
        Producer: 'Concord',
        Creator: 'Concord',
        CreationDate: created,
        ModDate: created,
      },
      // A font that is given here is read anew for every text.
      font: null as never,
    } as PDFKit.PDFDocumentOptions);
    this.document.registerFont('text', fontFile('text'));
    this.document.registerFont('strong', fontFile('strong'));
    this.done = new Promise((resolve, reject) => {
      this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
      this.document.on('end', () => resolve());
      this.document.on('error', reject);
    });
    this.y = margin;
  }

  async add(block: Block): Promise<void> {
    switch (block.kind) {
      case 'title':
        return this.title(block.text, block.aside ?? []);
      case 'columns':
        return this.columns(block.columns);
      case 'table':
        return this.table(block);
      case 'sums':
        return this.sums(block.rows);
      case 'text': {
        const { large, text } = this.size;
        return this.flow(block.text, block.isLarge ? large : text, block.isLarge ? 'strong' : 'text');
      }
      case 'barcode':
        return this.barcode(block.text);
    }
  }

  async end(): Promise<Buffer> {
    const { attachment, at, foot, pageOf } = this.paper;
    const { count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(page);
      const top = this.bottom + GAP;
      // The foot stands within the lower margin, where text would otherwise begin a new page.
      this.document.page.margins.bottom = 0;
      this.cell(foot, this.left, top, this.width * 0.8, this.size.small, 'text', 'left', GREY);
      this.cell(pageOf(page + 1, count), this.left, top, this.width, this.size.small, 'text', 'right', GREY);
    }
    if (attachment) {
      const { name, type, description, content, metadata } = attachment;
      const moment = new Date(at);
      const about = {
        name,
        type,
        description,
        relationship: 'Alternative',
        creationDate: moment,
        modifiedDate: moment,
      };
      this.document.file(Buffer.from(content), about as never);
      (this.document as unknown as { appendXML(xml: string): void }).appendXML(metadata);
    }
    this.document.end();
    await this.done;
    return Buffer.concat(this.chunks);
  }

  private get left() {
    return this.size.margin;
  }
  private get width() {
    return this.document.page.width - 2 * this.size.margin;
  }
  private get bottom() {
    return this.document.page.height - this.size.margin - this.size.foot;
  }

  private title(text: string, aside: readonly string[]) {
    const { title, text: small } = this.size;
    const half = this.width / 2;
    const height = this.cell(text, this.left, this.y, half, title, 'strong');
    const beside = this.cell(aside.join('\n'), this.left + half, this.y, half, small, 'text', 'right');
    this.y += Math.max(height, beside) + 3 * GAP;
  }

  private columns(columns: readonly { readonly head?: string; readonly lines: readonly string[] }[]) {
    const { text, small } = this.size;
    const width = this.width / columns.length;
    const heights = columns.map(({ head, lines }, index) => {
      const x = this.left + index * width;
      const top = head ? this.cell(head, x, this.y, width - GAP, small, 'text', 'left', GREY) + 1 : 0;
      return top + this.cell(lines.join('\n'), x, this.y + top, width - 2 * GAP, text);
    });
    this.y += Math.max(0, ...heights) + 3 * GAP;
  }

  private async table(table: Table) {
    const whole = table.widths.reduce((sum, width) => sum + width, 0);
    const widths = table.widths.map((part) => (part / whole) * this.width);
    this.row(table, widths, table.head, 'strong');
    this.line();
    for (const [index, row] of table.rows.entries()) {
      if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate();
      const height = this.heightOf(row, widths);
      if (this.y + height > this.bottom) {
        this.newPage();
        this.row(table, widths, table.head, 'strong');
        this.line();
      }
      this.row(table, widths, row, 'text');
    }
    this.line();
    this.y += GAP;
  }

  private heightOf(row: readonly string[], widths: readonly number[]) {
    const heights = row.map((text, index) => this.measured(text, widths[index]! - GAP, this.size.text, 'text'));
    return Math.max(...heights);
  }

  private row({ numbers }: Table, widths: readonly number[], row: readonly string[], font: FontName) {
    let x = this.left;
    const heights = row.map((text, index) => {
      const at = x;
      x += widths[index]!;
      return this.cell(
        text,
        at,
        this.y,
        widths[index]! - GAP,
        this.size.text,
        font,
        numbers.includes(index) ? 'right' : 'left',
      );
    });
    this.y += Math.max(...heights) + GAP;
  }

  private line() {
    const { document, left, width } = this;
    document
      .moveTo(left, this.y - 2)
      .lineTo(left + width, this.y - 2)
      .lineWidth(0.5)
      .strokeColor(GREY)
      .stroke();
    this.y += 2;
  }

  private sums(rows: readonly { readonly name: string; readonly amount: string; readonly isStrong?: boolean }[]) {
    for (const { name, amount, isStrong } of rows) {
      if (this.y + 2 * this.size.text > this.bottom) this.newPage();
      const font = isStrong ? 'strong' : 'text';
      const height = this.cell(name, this.left + this.width * 0.3, this.y, this.width * 0.48, this.size.text, font);
      this.cell(amount, this.left + this.width * 0.78, this.y, this.width * 0.22 - GAP, this.size.text, font, 'right');
      this.y += height + GAP / 2;
    }
    this.y += 2 * GAP;
  }

  private flow(text: string, size: number, font: FontName) {
    if (this.y + this.measured(text, this.width, size, font) > this.bottom) this.newPage();
    this.y += this.cell(text, this.left, this.y, this.width, size, font) + 2 * GAP;
  }

  private barcode(text: string) {
    const { bars, modules } = barsOf(text);
    const height = 45;
    // The quiet zone of ten modules at each end is what scanners need to find the code.
    const module = this.width / (modules + 20);
    for (const [at, width] of bars)
      this.document.rect(this.left + (10 + at) * module, this.y, width * module, height).fill('#000000');
    this.y += height + GAP;
    this.y += this.cell(text, this.left, this.y, this.width, this.size.text, 'text', 'center') + 2 * GAP;
  }

  private newPage() {
    this.document.addPage();
    this.y = this.size.margin;
  }

  /** How high a text becomes in a box. */
  private measured(text: string, width: number, size: number, font: FontName): number {
    this.document.font(font).fontSize(size);
    return this.document.heightOfString(writable(text, font), { width });
  }

  /** Writes a text into a box, and returns how high it became. */
  private cell(
    text: string,
    x: number,
    y: number,
    width: number,
    size: number,
    font: FontName = 'text',
    align: 'left' | 'right' | 'center' = 'left',
    color = '#000000',
  ): number {
    if (text === '') return 0;
    const height = this.measured(text, width, size, font);
    this.document.fillColor(color).text(writable(text, font), x, y, { width, align });
    return height;
  }
}

/** The library writes the metadata of the file into XML as they are. */
const plain = (text: string) => text.replaceAll('&', '+').replaceAll(/[<>]/g, ' ');

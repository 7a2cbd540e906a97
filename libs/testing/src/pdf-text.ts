import { execFile } from 'node:child_process';
import path from 'node:path';

// In a process of its own: the library comes as ES modules only, which specs of pure code cannot load.
const SCRIPT = `
  import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const data = new Uint8Array(Buffer.concat(chunks));
  const document = await getDocument({ data, verbosity: 0, useSystemFonts: false }).promise;
  const lines = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    lines.push(items.map(({ str, hasEOL }) => str + (hasEOL ? '\\n' : ' ')).join(''));
  }
  const attachments = [...((await document.getAttachments()) ?? new Map()).keys()];
  const files = [];
  for (const name of attachments) {
    const content = await document.getAttachmentContent(name);
    files.push({ name, content: Buffer.from(content).toString() });
  }
  process.stdout.write(JSON.stringify({
    text: lines.join('\\n').replaceAll(/ +/g, ' '),
    pages: document.numPages,
    files,
  }));
`;

/** What a reader finds in a PDF: its text and the files in it. */
export interface ReadPdf {
  readonly text: string;
  readonly pages: number;
  readonly files: readonly { readonly name: string; readonly content: string }[];
}

/** Reads a PDF as another program would. */
export function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  return new Promise((resolve, reject) => {
    const cwd = path.resolve(__dirname, '..', '..', '..');
    const options = { cwd, maxBuffer: 64 * 1_048_576 };
    const child = execFile(process.execPath, ['--input-type=module', '-e', SCRIPT], options, (error, stdout) => {
      if (error) reject(error);
      else resolve(JSON.parse(stdout) as ReadPdf);
    });
    child.stdin!.end(bytes);
  });
}

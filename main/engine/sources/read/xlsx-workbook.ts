import type { UserError } from '../../../../shared/model/errors.ts';
import { sourceError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { builtInFormat, customFormat, type NumberFormat } from './xlsx-values.ts';
import { localName, parseXml, type XmlHandler } from './xml.ts';
import type { ZipArchive, ZipEntry } from './zip.ts';

export interface Sheet {
  readonly name: string;
  readonly entry: ZipEntry;
  readonly hidden: boolean;
}

/** What a workbook says about its sheets, without their cells. */
export interface Workbook {
  readonly archive: ZipArchive;
  readonly sheets: readonly Sheet[];
  readonly date1904: boolean;
}

/** Whether a ZIP archive is a workbook this reader knows. */
export function isWorkbook(archive: ZipArchive): boolean {
  return workbookEntry(archive) !== undefined;
}

function workbookEntry(archive: ZipArchive): ZipEntry | undefined {
  return (
    archive.entry('xl/workbook.xml') ??
    archive.entries.find((entry) => /^xl\/workbook\d*\.xml$/i.test(entry.name))
  );
}

/** Reads the list of sheets. @throws UserError xlsx.malformed */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  const entry = workbookEntry(archive);
  if (!entry) throw malformedPart(archive.file, 'xl/workbook.xml', 'it is missing');
  const relations = await readRelations(archive, entry.name);
  const sheets: Sheet[] = [];
  let date1904 = false;
  await readPart(archive, entry, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const target = relations.get(attribute(attributes, 'id'));
      const part = target === undefined ? undefined : archive.entry(target);
      if (part && /worksheets?\//i.test(part.name)) {
        sheets.push({
          name: attributes.name ?? '',
          entry: part,
          hidden: /hidden/i.test(attributes.state ?? ''),
        });
      }
    },
    close() {},
    text() {},
  });
  if (sheets.length === 0)
    throw malformedPart(archive.file, entry.name, 'it names no sheet that can be read');
  return { archive, sheets, date1904 };
}

/** Relation id → name of the part it points to. */
async function readRelations(archive: ZipArchive, part: string): Promise<Map<string, string>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const entry = archive.entry(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const relations = new Map<string, string>();
  if (!entry) throw malformedPart(archive.file, `${part}.rels`, 'it is missing');
  await readPart(archive, entry, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return;
      const target = attributes.Target ?? '';
      relations.set(
        attributes.Id ?? '',
        target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, ''),
      );
    },
    close() {},
    text() {},
  });
  return relations;
}

/** Index of a cell style → how its numbers are shown. */
export async function readFormats(archive: ZipArchive): Promise<NumberFormat[]> {
  const entry = archive.entries.find(({ name }) => /^xl\/styles\.xml$/i.test(name));
  const custom = new Map<number, NumberFormat>();
  const styles: NumberFormat[] = [];
  let inCells = false;
  if (!entry) return styles;
  await readPart(archive, entry, {
    open(name, attributes) {
      const id = Number(attributes.numFmtId ?? 0);
      if (name === 'numFmt') custom.set(id, customFormat(attributes.formatCode ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(custom.get(id) ?? builtInFormat(id));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
    text() {},
  });
  return styles;
}

/** The strings cells refer to by number, without their formatting and phonetic guides. */
export async function readSharedStrings(archive: ZipArchive): Promise<string[]> {
  const entry = archive.entries.find(({ name }) => /^xl\/sharedStrings\.xml$/i.test(name));
  const strings: string[] = [];
  if (!entry) return strings;
  let current = '';
  let total = 0;
  let inText = false;
  let phonetic = 0;
  await readPart(archive, entry, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    close(name) {
      if (name === 'rPh') phonetic--;
      else if (name === 't') inText = false;
      else if (name === 'si') {
        total += current.length;
        if (total > LIMITS.sharedStringBytes) throw tooMuchText(archive.file, entry.name);
        strings.push(unescapeText(current));
      }
    },
    text(text) {
      if (inText) current += text;
    },
  });
  return strings;
}

/** `_x000D_` stands for a character XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Parses one XML part; anything wrong with it names the part. */
export async function readPart(archive: ZipArchive, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  try {
    await parseXml(archive.chunks(entry), handler);
  } catch (error) {
    if (error instanceof Error && 'data' in error) throw error;
    if (error instanceof StopReading) throw error;
    throw malformedPart(archive.file, entry.name, error instanceof Error ? error.message : String(error));
  }
}

/** Thrown by a handler that has seen enough. */
export class StopReading extends Error {}

export function malformedPart(file: string, part: string, detail: string): UserError {
  return sourceError(
    'source.read',
    file,
    'xlsx.malformed',
    `The workbook cannot be read: in “${part}”, ${detail}.`,
    'Open it in a spreadsheet program and save it again as .xlsx, or export the sheet as CSV.',
    { entry: part },
  );
}

function tooMuchText(file: string, part: string): UserError {
  return sourceError(
    'source.read',
    file,
    'xlsx.too_much_text',
    `The texts of the workbook exceed ${LIMITS.sharedStringBytes / 1024 / 1024} MB.`,
    'Export the sheet as CSV, which has no such limit.',
    { entry: part, limit: LIMITS.sharedStringBytes },
  );
}

/** An attribute by its local name (`r:id` is also written with other prefixes). */
function attribute(attributes: Readonly<Record<string, string>>, name: string): string {
  const own = Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === name);
  return own?.[1] ?? attributes[name] ?? '';
}

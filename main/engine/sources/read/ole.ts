import { readRange } from './byte-source.ts';
import { sourceError } from './errors.ts';
import { LIMITS } from './limits.ts';

/**
 * Says what an OLE container is and why it is not read: a workbook protected by a password (its stream is named
 * EncryptedPackage, [MS-OFFCRYPTO] 2.3.4.4), or a workbook of Excel 97–2003.
 */
export async function refuseOle(disk: string, file: string): Promise<never> {
  const head = await readRange(disk, 0, LIMITS.headBytes);
  const has = (stream: string): boolean => head.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) {
    throw sourceError(
      'source.inspect',
      file,
      'file.encrypted',
      'The workbook is protected by a password.',
      'Open it with its password, save a copy without password, and import the copy.',
    );
  }
  throw sourceError(
    'source.inspect',
    file,
    'file.legacy_workbook',
    'This is a file of the old Office format (.xls and others before 2007), which is not read.',
    'Open it in a spreadsheet program and save it as .xlsx, or export the sheet as CSV.',
  );
}

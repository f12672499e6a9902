import { resolve } from 'node:path';

/**
 * The project that the operating system asks to open, by double click (Windows, Linux) or from a terminal.
 * @param argv of this or of a second process; switches are passed over.
 * @param folder that relative paths start from.
 */
export function projectIn(argv: readonly string[], folder: string): string | undefined {
  const given = argv.slice(1).find((argument) => !argument.startsWith('-') && /\.orfevre$/i.test(argument));
  return given === undefined ? undefined : resolve(folder, given);
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openAtomic, type WrittenFile } from './atomic.ts';
import type { ExportFormat } from './writers.ts';

/** One file that left. */
export interface ManifestFile {
  /** Relative to the manifest's folder, with `/`. */
  readonly name: string;
  readonly what: 'golden' | 'crosswalk' | 'relations';
  readonly entity?: string;
  readonly format: ExportFormat;
  readonly rows: number;
  readonly columns: readonly string[];
  /** Hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Cells that could run as formulas carry a leading apostrophe (CSV). */
  readonly formula_protection?: boolean;
}

/** What left, by which rules, when and by whom: enough to check the files and to make them again. */
export interface Manifest {
  readonly files: readonly ManifestFile[];
  /** null: the project was not made from a recipe. */
  readonly recipe: { readonly version: number; readonly sha256: string } | null;
  readonly project: { readonly id: string; readonly name?: string };
  readonly application: { readonly name: string; readonly version: string };
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly by: string;
  /** Which golden records, where not all of them were written. */
  readonly selection?: unknown;
}

export const MANIFEST_NAME = 'manifest.json';

/** Writes the manifest into `dir`, last and atomically: files named in a manifest are complete. */
export async function writeManifest(
  dir: string,
  manifest: Manifest,
  name = MANIFEST_NAME,
): Promise<WrittenFile> {
  const file = await openAtomic(join(dir, name));
  try {
    await file.write(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    return await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}

/** Takes the manifest away before the files it names are replaced: no manifest is better than one that is not true. */
export async function withdrawManifest(dir: string, name = MANIFEST_NAME): Promise<void> {
  await rm(join(dir, name), { force: true });
}

import { openAtomic } from './atomic.ts';

/**
 * Writes a text as a file, whole or not at all.
 * @throws UserError as {@link openAtomic}.
 */
export async function writeText(path: string, text: string): Promise<void> {
  const file = await openAtomic(path);
  try {
    await file.write(Buffer.from(text));
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}

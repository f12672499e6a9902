import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { JobControl } from '../../../shared/model/job.ts';

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function hashFile(path: string, control: JobControl): Promise<string> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    control.check();
    hash.update(chunk as Buffer);
    done += (chunk as Buffer).length;
    control.progress({ stage: 'hash', subject: path, done, total: size, unit: 'bytes' });
  }
  return hash.digest('hex');
}

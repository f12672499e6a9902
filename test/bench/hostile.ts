import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { dataFolder, type Measured, orfevre, printTable } from './measure.ts';

const LIMIT_SECONDS = 10;
const LIMIT_MB = 500;

/**
 * Every file under `hostile` imported by a process of its own: rows, quarantine or a clear error, within 10 s and 500 MB;
 * never a crash. Prints what is over a limit or unclear, then the totals.
 */
export async function run(args: string[]): Promise<void> {
  const data = dataFolder(args);
  if (data === undefined) {
    process.stdout.write('No hostile files: name the folder of data, e.g. npm run bench -- hostile FOLDER\n');
    return;
  }
  const root = join(data, 'hostile');
  const work = mkdtempSync(join(tmpdir(), 'orfevre-hostile-'));
  const tally = { rows: 0, quarantine: 0, error: 0, bad: 0 };
  const bad: string[][] = [];
  let slowest = 0;
  let largest = 0;
  for (const file of filesBelow(root)) {
    const project = join(work, 'project.orfevre');
    const measured = await orfevre(['import', file, '--project', project, '--json'], {
      timeoutMs: LIMIT_SECONDS * 2000,
    });
    rmSync(project, { force: true });
    const outcome = outcomeOf(measured);
    slowest = Math.max(slowest, measured.wall);
    largest = Math.max(largest, measured.peakMb || 0);
    const over = measured.wall > LIMIT_SECONDS || measured.peakMb > LIMIT_MB;
    if (outcome.kind === 'bad' || over) {
      tally.bad += 1;
      bad.push([
        relative(root, file),
        measured.wall.toFixed(1),
        Math.round(measured.peakMb).toString(),
        outcome.text,
      ]);
    } else tally[outcome.kind] += 1;
  }
  rmSync(work, { recursive: true, force: true });
  if (bad.length > 0) printTable(['file', 's', 'MB', 'what'], bad);
  process.stdout.write(
    `${tally.rows} loaded, ${tally.quarantine} with rows set aside, ${tally.error} refused with a clear error, ${tally.bad} bad; slowest ${slowest.toFixed(1)} s, largest ${Math.round(largest)} MB\n`,
  );
  if (tally.bad > 0) process.exitCode = 1;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

type Kind = 'rows' | 'quarantine' | 'error' | 'bad';

function outcomeOf({ code, stdout, stderr }: Measured): { kind: Kind; text: string } {
  try {
    const { imports, error } = JSON.parse(stdout) as {
      imports?: { read: number; loaded: number; quarantined: number }[];
      error?: { code: string; message: string; next: string };
    };
    if (error) {
      const clear = error.code !== 'unexpected' && error.code !== 'job.crashed' && error.next !== '';
      return { kind: clear ? 'error' : 'bad', text: `${error.code}: ${error.message}` };
    }
    const balanced = imports?.every((file) => file.read === file.loaded + file.quarantined) === true;
    if (!balanced || code !== 0) return { kind: 'bad', text: 'rows do not add up' };
    return { kind: imports!.some((file) => file.quarantined > 0) ? 'quarantine' : 'rows', text: '' };
  } catch {
    return { kind: 'bad', text: `exit ${code}: ${stderr.trim().slice(-200)}` };
  }
}

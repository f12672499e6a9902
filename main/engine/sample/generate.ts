import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../../../shared/model/errors.ts';
import { Cancelled, type JobControl } from '../../../shared/model/job.ts';
import { recordsOf } from './person-records.ts';
import { type Person, Population } from './population.ts';
import { Random } from './random.ts';
import { SAMPLE_FILES, SampleFiles } from './sample-files.ts';
import { type RecordFlag, SAMPLE_SOURCES, type SampleRecord, type SampleSource } from './sample-record.ts';
import { type SampleShares, ShareCounter } from './shares.ts';

export interface SampleOptions {
  /** Real people; each has one to six records, two on average. */
  readonly people: number;
  /** The same seed and number of people give the same bytes. */
  readonly seed: number;
  /** Made if it does not exist; files of the same names are replaced. */
  readonly directory: string;
}

export interface SampleManifest {
  readonly people: number;
  readonly seed: number;
  readonly households: number;
  /** Records in truth.csv, by source and in all. Malformed rows are not among them. */
  readonly records: Readonly<Record<SampleSource, number>> & { readonly all: number };
  /** Rows that no reader can place, by file. */
  readonly malformed: Readonly<Partial<Record<SampleSource, number>>>;
  readonly orders: number;
  readonly consents: number;
  /** Pairs of records that are one person. */
  readonly truePairs: number;
  readonly peopleWithSeveralRecords: number;
  /** Records that carry each flag. */
  readonly flags: Readonly<Record<RecordFlag, number>>;
  readonly lookAlikes: Readonly<
    Record<'twin' | 'father_son' | 'homonym' | 'homonym_same_birth_date', number>
  >;
  readonly shares: SampleShares;
  readonly files: readonly string[];
}

/** About 5,000 people: what `demo` makes. */
export const DEFAULT_PEOPLE = 5_000;
export const DEFAULT_SEED = 20_260_101;

/** People between two looks at the cancel flag. */
const TURN = 500;
/** More would give the shops more contacts than a sheet holds (1,048,576 rows; about 0.28 contacts a person). */
const MOST_PEOPLE = 3_500_000;

/**
 * Writes a sample of French customers as several silos would hold them, and the truth about them: see
 * {@link SAMPLE_FILES}. Streams: the memory used does not depend on the number of people but for a bit set that keeps
 * contact points unique (25 bytes a person).
 * Throws a UserError for a number of people out of range, {@link Cancelled} when cancelled; then no file is left.
 */
export async function generateSample(
  options: SampleOptions,
  control: Partial<Pick<JobControl, 'progress' | 'cancelled'>> = {},
): Promise<SampleManifest> {
  checkOptions(options);
  await mkdir(options.directory, { recursive: true });
  const partial = (name: string) => join(options.directory, `${name}.part`);
  const files = new SampleFiles(partial, options.seed);
  try {
    const manifest = await writePeople(options, files, control);
    files.finish();
    for (const name of SAMPLE_FILES) await rename(partial(name), join(options.directory, name));
    return manifest;
  } catch (error) {
    files.abandon();
    for (const name of SAMPLE_FILES) await rm(partial(name), { force: true });
    throw error;
  }
}

function checkOptions({ people }: SampleOptions): void {
  if (Number.isInteger(people) && people >= 1 && people <= MOST_PEOPLE) return;
  throw new UserError({
    operation: 'sample.generate',
    code: 'people_out_of_range',
    message: `A sample of ${people} people cannot be made.`,
    next: `Ask for a whole number from 1 to ${MOST_PEOPLE}.`,
  });
}

async function writePeople(
  options: SampleOptions,
  files: SampleFiles,
  control: Partial<Pick<JobControl, 'progress' | 'cancelled'>>,
): Promise<SampleManifest> {
  const random = new Random(options.seed);
  const population = new Population(random, options.people);
  const counter = new ShareCounter();
  const tally = { people: 0, households: 0, pairs: 0 };
  let turn = TURN;
  while (tally.people < options.people) {
    const household = population.household(options.people - tally.people);
    writeHousehold(household, random, files, counter, tally);
    if (tally.people < turn) continue;
    turn += TURN;
    control.progress?.({ stage: 'sample', done: tally.people, total: options.people, unit: 'records' });
    await nextTurn();
    if (control.cancelled?.() === true) throw new Cancelled();
  }
  const count = (source: SampleSource) => files.records[source];
  const [crm, ecommerce, loyalty, shop_contacts] = SAMPLE_SOURCES.map(count) as [
    number,
    number,
    number,
    number,
  ];
  return {
    people: tally.people,
    seed: options.seed,
    households: tally.households,
    records: { crm, ecommerce, loyalty, shop_contacts, all: crm + ecommerce + loyalty + shop_contacts },
    malformed: files.malformed(),
    orders: files.orders,
    consents: files.consents,
    truePairs: tally.pairs,
    peopleWithSeveralRecords: counter.several,
    flags: Object.fromEntries(counter.records) as Record<RecordFlag, number>,
    lookAlikes: counter.lookAlikes,
    shares: counter.shares(),
    files: SAMPLE_FILES,
  };
}

function writeHousehold(
  household: readonly Person[],
  random: Random,
  files: SampleFiles,
  counter: ShareCounter,
  tally: { people: number; households: number; pairs: number },
): void {
  tally.households++;
  const all: SampleRecord[] = [];
  for (const person of household) {
    const records = recordsOf(person, random);
    for (const record of records) files.addRecord(record, random);
    files.addPerson(person, records);
    counter.person(person, records);
    tally.people++;
    tally.pairs += (records.length * (records.length - 1)) / 2;
    all.push(...records);
  }
  counter.household(all);
}

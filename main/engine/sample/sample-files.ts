import { CONSENTS_HEADER, consentLines, ORDERS_HEADER, orderLines } from './activity.ts';
import type { Person } from './population.ts';
import { Random } from './random.ts';
import type { SampleRecord, SampleSource } from './sample-record.ts';
import { type SheetCell, SheetFile } from './sheet-file.ts';
import {
  CRM_HEADER,
  crmLine,
  ecommerceLine,
  KEYS,
  LOYALTY_HEADER,
  loyaltyLine,
  MALFORMED,
  SHOP_HEADER,
  shopCells,
} from './silos.ts';
import { Shuffle, TextFile, type TextFileOptions } from './text-file.ts';
import { FLAGS_HEADER, flagsLine, GOLDEN_HEADER, goldenLine, TRUTH_HEADER, truthLine } from './truth.ts';

/** The files of a sample that are sources: what is left of it is truth. */
export const SAMPLE_INPUTS: readonly string[] = [
  'crm.csv',
  'ecommerce.jsonl',
  'loyalty.csv',
  'shop_contacts.xlsx',
  'orders.csv',
  'consents.csv',
];

/** What a sample consists of: four silos of records, two of activity, and the truth about them. */
export const SAMPLE_FILES: readonly string[] = [
  ...SAMPLE_INPUTS,
  'truth.csv',
  'truth-golden.csv',
  'truth-flags.csv',
];

/** One malformed row per so many good ones. */
const MALFORMED_EVERY = 1_500;

/** The open files of a sample. */
export class SampleFiles {
  readonly records: Record<SampleSource, number> = { crm: 0, ecommerce: 0, loyalty: 0, shop_contacts: 0 };
  private readonly bad: Record<SampleSource, number> = { crm: 0, ecommerce: 0, loyalty: 0, shop_contacts: 0 };
  private readonly positions: Record<SampleSource, number> = {
    crm: 0,
    ecommerce: 0,
    loyalty: 0,
    shop_contacts: 0,
  };
  private readonly crm: TextFile;
  private readonly ecommerce: TextFile;
  private readonly loyalty: TextFile;
  private readonly sheet: SheetFile;
  private readonly shop: Shuffle<readonly SheetCell[]>;
  private readonly orderFile: TextFile;
  private readonly consentFile: TextFile;
  private readonly truth: TextFile;
  private readonly golden: TextFile;
  private readonly flags: TextFile;
  private orderNumber = 0;
  private finished = false;
  private readonly nextOrder = () => ++this.orderNumber;
  private readonly addOrder = (line: string) => this.orderFile.add(line);
  private readonly addConsent = (line: string) => this.consentFile.add(line);

  /** `path` says where a file of the sample is written. */
  constructor(path: (name: string) => string, seed: number) {
    // Each file is shuffled with random numbers of its own: the order of one does not depend on another.
    let stream = 0;
    const file = (name: string, options: Omit<TextFileOptions, 'path' | 'random'>) =>
      new TextFile({ ...options, path: path(name), random: new Random(seed + ++stream * 7_919) });
    const plain = { encoding: 'utf-8', lineEnd: '\n' } as const;
    this.crm = file('crm.csv', { encoding: 'windows-1252', lineEnd: '\r\n', header: CRM_HEADER });
    this.ecommerce = file('ecommerce.jsonl', plain);
    this.loyalty = file('loyalty.csv', { ...plain, bom: true, header: LOYALTY_HEADER });
    this.sheet = new SheetFile(path('shop_contacts.xlsx'), 'Contacts boutiques', SHOP_HEADER);
    this.shop = new Shuffle(new Random(seed + 104_729), (cells) => this.sheet.add(cells));
    this.orderFile = file('orders.csv', { ...plain, header: ORDERS_HEADER });
    this.consentFile = file('consents.csv', { ...plain, header: CONSENTS_HEADER });
    this.truth = file('truth.csv', { ...plain, header: TRUTH_HEADER });
    this.golden = new TextFile({ ...plain, path: path('truth-golden.csv'), header: GOLDEN_HEADER });
    this.flags = new TextFile({ ...plain, path: path('truth-flags.csv'), header: FLAGS_HEADER });
  }

  get orders(): number {
    return this.orderFile.lines;
  }

  get consents(): number {
    return this.consentFile.lines;
  }

  /** Gives the record its key and writes it to its silo, its activity, and the truth. */
  addRecord(record: SampleRecord, random: Random): void {
    const { source } = record;
    record.key = this.nextKey(source);
    this.records[source]++;
    this.write(record, random);
    orderLines(record, random, this.nextOrder, this.addOrder);
    consentLines(record, random, this.addConsent);
    this.truth.add(truthLine(record));
    this.flags.add(flagsLine(record));
    if (this.records[source] % MALFORMED_EVERY === MALFORMED_EVERY >> 1) this.addMalformed(source);
  }

  addPerson(person: Person, records: readonly SampleRecord[]): void {
    this.golden.add(goldenLine(person, records));
  }

  /** Rows not in the truth, with the unclosed quote that ends the CRM's file. */
  malformed(): Partial<Record<SampleSource, number>> {
    return { crm: this.bad.crm + 1, ecommerce: this.bad.ecommerce, loyalty: this.bad.loyalty };
  }

  finish(): void {
    // An unclosed quote swallows what follows it, in many readers: it comes last.
    this.crm.finish(`${MALFORMED.crmUnclosed(this.nextKey('crm'))}\r\n`);
    this.shop.flush();
    this.sheet.finish();
    for (const file of this.others()) file.finish();
    this.finished = true;
  }

  /** Closes what is open, after a failure. */
  abandon(): void {
    if (this.finished) return;
    for (const file of [this.crm, this.sheet, ...this.others()]) closeQuietly(file);
  }

  private others(): readonly TextFile[] {
    return [
      this.ecommerce,
      this.loyalty,
      this.orderFile,
      this.consentFile,
      this.truth,
      this.golden,
      this.flags,
    ];
  }

  private nextKey(source: SampleSource): string {
    return KEYS[source](this.positions[source]++);
  }

  private write(record: SampleRecord, random: Random): void {
    switch (record.source) {
      case 'crm':
        this.crm.add(crmLine(record, random));
        break;
      case 'ecommerce':
        this.ecommerce.add(ecommerceLine(record, random));
        break;
      case 'loyalty':
        this.loyalty.add(loyaltyLine(record, random));
        break;
      case 'shop_contacts':
        this.shop.add(shopCells(record, random));
        break;
    }
  }

  private addMalformed(source: SampleSource): void {
    if (source === 'shop_contacts') return;
    this.bad[source]++;
    this[source].add(MALFORMED[source](this.nextKey(source)));
  }
}

/** A file that a failed `finish` has closed already is not worth hiding the failure for. */
function closeQuietly(file: { close(): void }): void {
  try {
    file.close();
  } catch {
    // Closed already.
  }
}

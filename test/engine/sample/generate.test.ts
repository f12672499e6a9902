import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { naiveBaseline } from '../../../main/engine/evaluate/baseline.ts';
import { evaluate } from '../../../main/engine/evaluate/scores.ts';
import { readTruth, recordId } from '../../../main/engine/evaluate/truth-file.ts';
import { DEFAULT_SEED, generateSample, type SampleManifest } from '../../../main/engine/sample/generate.ts';
import { Cancelled } from '../../../shared/model/job.ts';

type Row = Record<string, string>;

let folder: string;
let manifest: SampleManifest;
const at = (name: string, set = 'five-thousand') => join(folder, set, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
  manifest = await generateSample({
    people: 5_000,
    seed: DEFAULT_SEED,
    directory: join(folder, 'five-thousand'),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const csv = (text: string, delimiter: string) =>
  Papa.parse<Row>(text, { header: true, delimiter, skipEmptyLines: true });
const utf8 = (name: string) => readFileSync(at(name), 'utf8');
const crm = () => csv(iconv.decode(readFileSync(at('crm.csv')), 'windows-1252'), ';');
const loyalty = () => csv(utf8('loyalty.csv').slice(1), ',');

function ecommerce(): { rows: Row[]; broken: number } {
  const rows: Row[] = [];
  let broken = 0;
  for (const line of utf8('ecommerce.jsonl').trimEnd().split('\n')) {
    try {
      rows.push(JSON.parse(line) as Row);
    } catch {
      broken++;
    }
  }
  return { rows, broken };
}

function shopContacts(): Record<string, unknown>[] {
  const book = XLSX.read(readFileSync(at('shop_contacts.xlsx')));
  return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0] as string] as XLSX.WorkSheet);
}

describe('the files', () => {
  test('the same seed gives the same bytes, another seed others', async () => {
    const make = async (set: string, seed: number) => {
      await generateSample({ people: 300, seed, directory: join(folder, set) });
      return readdirSync(join(folder, set)).map((name) =>
        createHash('sha256')
          .update(readFileSync(at(name, set)))
          .digest('hex'),
      );
    };
    const [one, again, other] = [await make('one', 7), await make('again', 7), await make('other', 8)];
    expect(again).toEqual(one);
    expect(other.filter((hash) => one.includes(hash))).toEqual([]);
  });

  test('each silo has its encoding, delimiter and line ends', () => {
    const bytes = readFileSync(at('crm.csv'));
    expect(bytes.toString('latin1')).toContain(';France;');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    expect(bytes.toString('latin1').split('\r\n').length).toBe(bytes.toString('latin1').split('\n').length);
    expect([...readFileSync(at('loyalty.csv')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(crm().meta.fields).toHaveLength(19);
  });

  test('every readable row is in the truth, and every record of the truth is a row', async () => {
    const good = (rows: Row[], key: string, width: number) =>
      rows
        .filter((row) => Object.keys(row).length === width && !('__parsed_extra' in row))
        .map((row) => row[key]);
    const { rows, broken } = ecommerce();
    const found = [
      ...good(crm().data, 'ID_CLIENT', 19).map((key) => recordId('crm', key ?? '')),
      ...good(loyalty().data, 'card_number', 11).map((key) => recordId('loyalty', key ?? '')),
      ...rows.map((row) => recordId('ecommerce', row.uid ?? '')),
      ...shopContacts().map((row) => recordId('shop_contacts', String(row['Code contact']))),
    ].sort();
    expect(found).toEqual([...(await readTruth(at('truth.csv'))).keys()].sort());
    expect(new Set(found).size).toBe(manifest.records.all);
    expect(broken).toBe(manifest.malformed.ecommerce);
  });

  test('the workbook has real dates, and phones and postcodes as text', () => {
    const rows = shopContacts();
    expect(rows.filter((row) => typeof row['Date de naissance'] === 'number').length).toBeGreaterThan(
      rows.length / 3,
    );
    for (const row of rows) expect(row.Téléphone ?? '').toBeTypeOf('string');
    expect(rows.some((row) => String(row['Code postal']).startsWith('0'))).toBe(true);
  });

  test('malformed rows are there, well below one per cent', () => {
    const bad = Object.values(manifest.malformed).reduce((sum, count) => sum + count, 0);
    expect(bad).toBeGreaterThan(2);
    expect(bad / manifest.records.all).toBeLessThan(0.005);
    expect(crm().errors.map((error) => error.code)).toContain('MissingQuotes');
    expect(loyalty().errors.map((error) => error.code)).toContain('TooManyFields');
  });

  test('orders and consents point at records, but for a few orphans, and some lines come twice', async () => {
    const keys = new Set([...(await readTruth(at('truth.csv'))).keys()].map((id) => id.split('\u0000')[1]));
    for (const [name, delimiter, column] of [
      ['orders.csv', ';', 'REF_CLIENT'],
      ['consents.csv', ',', 'customer_ref'],
    ] as const) {
      const lines = utf8(name).trimEnd().split('\n');
      const refs = csv(utf8(name), delimiter).data.map((row) => row[column]);
      const orphans = refs.filter((ref) => !keys.has(ref)).length;
      expect(orphans / refs.length).toBeGreaterThan(0.003);
      expect(orphans / refs.length).toBeLessThan(0.03);
      expect(new Set(lines).size).toBeLessThan(lines.length);
    }
  });
});

describe('how unfriendly it is', () => {
  const flagsOf = () => csv(utf8('truth-flags.csv'), ',').data;

  test('of the people with several records, enough carry variants, moved, changed contacts, lack the birth date', () => {
    const people = new Map<string, { records: number; flags: Set<string> }>();
    for (const row of flagsOf()) {
      const person = people.get(row.entity_id ?? '') ?? { records: 0, flags: new Set() };
      person.records++;
      for (const flag of (row.flags ?? '').split('|')) person.flags.add(flag);
      people.set(row.entity_id ?? '', person);
    }
    const several = [...people.values()].filter((person) => person.records > 1);
    const share = (...flags: string[]) =>
      several.filter((person) => flags.some((flag) => person.flags.has(flag))).length / several.length;
    expect(
      share(
        'typo_given',
        'typo_family',
        'ear_given',
        'ear_family',
        'swap',
        'initial',
        'nickname',
        'compound_half',
        'married_name',
        'nee',
        'title_in_name',
      ),
    ).toBeGreaterThan(0.35);
    expect(share('moved')).toBeGreaterThan(0.15);
    expect(share('email_old', 'email_typo', 'phone_old', 'phone_typo')).toBeGreaterThan(0.25);
    expect(share('birth_missing')).toBeGreaterThan(0.1);
    expect(manifest.shares.sharedContacts).toBeGreaterThan(0.1);
    expect(manifest.shares.moved).toBeCloseTo(share('moved'), 10);
  });

  test('every kind of damage and of look-alike occurs', () => {
    expect(Object.entries(manifest.flags).filter(([, count]) => count === 0)).toEqual([]);
    for (const count of Object.values(manifest.lookAlikes)) expect(count).toBeGreaterThan(3);
  });

  test('the naive baseline reaches at most 0.75', async () => {
    const truth = await readTruth(at('truth.csv'));
    const score = evaluate(naiveBaseline(baselineRows()), truth);
    expect(score.missing).toBe(0);
    expect(score.pairwise.truePairs).toBe(manifest.truePairs);
    expect(score.pairwise.f1).toBeLessThan(0.75);
    expect(score.pairwise.f1).toBeGreaterThan(0.5);
  });

  test('no golden value of the truth is out of reach: each stands in some record', () => {
    const emails = new Set(
      [
        ...crm().data.map((row) => row.EMAIL),
        ...loyalty().data.map((row) => row.email),
        ...ecommerce().rows.map((row) => row.email),
        ...shopContacts().map((row) => String(row['E-mail'])),
      ].map((email) => email?.toLowerCase()),
    );
    const golden = csv(utf8('truth-golden.csv'), ',').data;
    expect(golden).toHaveLength(5_000);
    const lost = golden
      .flatMap((row) => (row.emails || '').split('|'))
      .filter((email) => email !== '' && !emails.has(email));
    expect(lost).toEqual([]);
  });
});

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\b(m|mr|mme|dr|monsieur|madame)\b\.?/g, ' ')
    .split(/[^a-z]+/)
    .filter(Boolean)
    .sort()
    .join(' ');

const PLACEHOLDERS = ['test@test.fr', 'noreply@example.com', 'aucun@aucun.fr', 'pasdemail@pasdemail.fr'];

function baselineRows(): { id: string; name: string; birthDate: string; emails: string[] }[] {
  const iso = (text: unknown) => {
    if (typeof text === 'number') return new Date((text - 25_569) * 86_400_000).toISOString().slice(0, 10);
    const french = /^(\d\d)[/.](\d\d)[/.](\d{4})$/.exec(String(text ?? ''));
    const date = french ? `${french[3]}-${french[2]}-${french[1]}` : String(text ?? '');
    return date === '1900-01-01' ? '' : date;
  };
  const row = (source: string, key: unknown, name: string, birth: unknown, email: unknown) => ({
    id: recordId(source, String(key)),
    name: fold(name),
    birthDate: iso(birth),
    emails: [String(email ?? '').toLowerCase()].filter((address) => !PLACEHOLDERS.includes(address)),
  });
  return [
    ...crm().data.map((r) => row('crm', r.ID_CLIENT, `${r.NOM} ${r.PRENOM}`, r.DATE_NAISSANCE, r.EMAIL)),
    ...loyalty().data.map((r) => row('loyalty', r.card_number, r.full_name ?? '', r.birth_date, r.email)),
    ...ecommerce().rows.map((r) =>
      row('ecommerce', r.uid, `${r.last_name} ${r.first_name}`, r.birthday, r.email),
    ),
    ...shopContacts().map((r) =>
      row('shop_contacts', r['Code contact'], `${r.Nom} ${r.Prénom}`, r['Date de naissance'], r['E-mail']),
    ),
  ];
}

describe('stopping', () => {
  test('a cancelled generation leaves no file behind', async () => {
    let asked = 0;
    const run = generateSample(
      { people: 100_000, seed: 1, directory: join(folder, 'cancelled') },
      { cancelled: () => ++asked > 2 },
    );
    await expect(run).rejects.toBeInstanceOf(Cancelled);
    expect(readdirSync(join(folder, 'cancelled'))).toEqual([]);
  });

  test('a number of people that makes no sense is refused in words', async () => {
    const run = generateSample({ people: 0, seed: 1, directory: join(folder, 'none') });
    await expect(run).rejects.toMatchObject({ data: { code: 'people_out_of_range' } });
  });
});

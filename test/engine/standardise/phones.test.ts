import { describe, expect, it } from 'vitest';
import { standardisePhone } from '../../../main/engine/standardise/phones.ts';

const codes = (raw: string, defaultCountry = 'FR') =>
  standardisePhone(raw, { defaultCountry }).findings.map((one) => one.code);

describe('phone numbers', () => {
  it.each([
    ['06 53 27 97 94', '+33653279794', 'mobile'],
    ['0653279794', '+33653279794', 'mobile'],
    ['06.53.27.97.94', '+33653279794', 'mobile'],
    ['06-53-27-97-94', '+33653279794', 'mobile'],
    ['06/53/27/97/94', '+33653279794', 'mobile'],
    ['06\u00a053\u00a027\u00a097\u00a094', '+33653279794', 'mobile'],
    ['+33 (0)6 53 27 97 94', '+33653279794', 'mobile'],
    ['(+33) 6 53 27 97 94', '+33653279794', 'mobile'],
    ['+33 06 53 27 97 94', '+33653279794', 'mobile'],
    ['0033653279794', '+33653279794', 'mobile'],
    ['33 6 53 27 97 94', '+33653279794', 'mobile'],
    ['O6 53 27 97 94', '+33653279794', 'mobile'],
    ['06 53 27 97 94 (perso)', '+33653279794', 'mobile'],
    ['Tél. : 01 45 67 89 10', '+33145678910', 'landline'],
    ['01 45 67 89 10 poste 123', '+33145678910', 'landline'],
    ['09 72 10 20 31', '+33972102031', 'voip'],
    ['08 92 68 00 01', '+33892680001', 'special'],
    ['0262 12 34 57', '+262262123457', 'landline'],
    ['06 92 12 34 57', '+262692123457', 'mobile'],
    ['+33 692 12 34 57', '+262692123457', 'mobile'],
    ['+32 475 12 34 56', '+32475123456', 'mobile'],
    ['00 41 79 123 45 67', '+41791234567', 'mobile'],
    ['+44 20 7946 0958', '+442079460958', 'landline'],
  ])('in a French file, %s is %s (%s)', (raw, value, type) => {
    expect(standardisePhone(raw, { defaultCountry: 'FR' })).toMatchObject({ value, type });
  });

  it.each([
    ['0170 1234567', 'DE', '+491701234567'],
    ['612 345 678', 'ES', '+34612345678'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['(212) 555-2368', 'US', '+12125552368'],
    ['02 9999 1234', 'AU', '+61299991234'],
    ['0475 12 34 56', 'be', '+32475123456'],
  ])('%s in a file of %s is %s', (raw, defaultCountry, value) => {
    expect(standardisePhone(raw, { defaultCountry }).value).toBe(value);
  });

  it('puts back the zero a spreadsheet dropped, and says so', () => {
    expect(standardisePhone('653279794', { defaultCountry: 'FR' })).toMatchObject({
      value: '+33653279794',
      findings: [{ code: 'phone.lost_zero', severity: 'warning' }],
    });
    expect(standardisePhone('653279794.0', { defaultCountry: 'FR' }).value).toBe('+33653279794');
  });

  it.each([
    '06 53 27 97 94 / 01 45 67 89 10',
    '0653279794/0145678910',
    '06.53.27.97.94 ou 0145678910',
    '06 53 27 97 94 - 01 45 67 89 10',
    '0653279794 0145678910',
    '06 53 27 97 94 01 45 67 89 10',
    '06/53/27/97/94 ; 01/45/67/89/10',
  ])('finds both numbers in %s', (raw) => {
    const read = standardisePhone(raw, { defaultCountry: 'FR' });
    expect([read.value, ...(read.more ?? [])]).toEqual(['+33653279794', '+33145678910']);
    expect(codes(raw)).toContain('phone.several');
  });

  it.each([
    ['0600000000', 'phone.placeholder'],
    ['06.00.00.00.00', 'phone.placeholder'],
    ['0102030405', 'phone.placeholder'],
    ['01 23 45 67 89', 'phone.placeholder'],
    ['0000000000', 'phone.placeholder'],
    ['0611111111', 'phone.placeholder'],
    ['N/A', 'phone.placeholder'],
    ['06 53 27 97', 'phone.invalid_length'],
    ['065327979412', 'phone.invalid_length'],
    ['3639', 'phone.invalid_length'],
    ['6.53E+08', 'phone.scientific_notation'],
    ['6,53279E+08', 'phone.scientific_notation'],
    ['appeler le soir', 'phone.invalid'],
    ['+999 123456789', 'phone.unknown_country'],
  ])('blanks %s: %s', (raw, code) => {
    expect(standardisePhone(raw, { defaultCountry: 'FR' }).value).toBeUndefined();
    expect(codes(raw)).toEqual([code]);
  });

  it('keeps a number of the right length outside the numbering plan, with a warning', () => {
    expect(standardisePhone('07 01 80 74 17', { defaultCountry: 'FR' })).toMatchObject({
      value: '+33701807417',
      findings: [{ code: 'phone.not_in_plan', severity: 'warning' }],
    });
  });

  it('keeps a number people often invent, with a warning', () => {
    expect(standardisePhone('06 12 34 56 78', { defaultCountry: 'FR' })).toMatchObject({
      value: '+33612345678',
      findings: [{ code: 'phone.maybe_placeholder' }],
    });
  });

  it('does not guess a country it was not given', () => {
    expect(codes('0653279794', 'ZZ')).toEqual(['phone.unknown_country']);
    expect(codes('0653279794', '')).toEqual(['phone.unknown_country']);
    expect(standardisePhone('+33653279794', { defaultCountry: '' }).value).toBe('+33653279794');
  });
});

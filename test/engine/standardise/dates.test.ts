import { describe, expect, it } from 'vitest';
import {
  detectDateOrder,
  standardiseDate,
  standardiseDateTime,
} from '../../../main/engine/standardise/dates.ts';

const NOW = '2026-01-15';
const birth = (raw: string) => standardiseDate(raw, { birth: true, now: NOW });
const codes = (raw: string) => birth(raw).findings.map((one) => one.code);

describe('dates', () => {
  it.each([
    ['19/06/1966', '1966-06-19'],
    ['19.6.1966', '1966-06-19'],
    ['19-06-1966', '1966-06-19'],
    ['1966-06-19', '1966-06-19'],
    ['1966/06/19', '1966-06-19'],
    ['19660619', '1966-06-19'],
    ['19061966', '1966-06-19'],
    ['19/06/66', '1966-06-19'],
    ['24/11/00', '2000-11-24'],
    ['24/11/27', '1927-11-24'],
    ['19 juin 1966', '1966-06-19'],
    ['dimanche 19 juin 1966', '1966-06-19'],
    ['1er mars 1970', '1970-03-01'],
    ['5 août 1970', '1970-08-05'],
    ['June 19th, 1966', '1966-06-19'],
    ['19-JUN-66', '1966-06-19'],
    ['19. Juni 1966', '1966-06-19'],
    ['19 de junio de 1966', '1966-06-19'],
    ['19/06/1966 00:00:00', '1966-06-19'],
    ['1966-06-19T00:00:00Z', '1966-06-19'],
    ['29/02/2000', '2000-02-29'],
    ['juin 1966', '1966-06'],
    ['06/1966', '1966-06'],
    ['00/06/1966', '1966-06'],
    ['1966', '1966'],
  ])('%s is %s', (raw, value) => {
    expect(birth(raw).value).toBe(value);
  });

  it.each([
    ['31/02/1980', 'date.impossible'],
    ['29/02/1900', 'date.impossible'],
    ['32/13/1980', 'date.impossible'],
    ['12/05/2030', 'date.future_birth'],
    ['00/00/0000', 'date.placeholder'],
    ['01/01/1900', 'date.placeholder'],
    ['9999-12-31', 'date.placeholder'],
    ['inconnu', 'date.placeholder'],
    ['le jour de Pâques', 'date.invalid'],
  ])('blanks %s: %s', (raw, code) => {
    expect(birth(raw).value).toBeUndefined();
    expect(codes(raw)).toEqual([code]);
  });

  it.each([
    ['12/31/1980', '1980-12-31', 'date.swapped_day_month'],
    ['01/01/1970', '1970-01-01', 'date.maybe_placeholder'],
    ['24277', '1966-06-19', 'date.excel_serial'],
    ['1061966', '1966-06-01', 'date.lost_zero'],
    ['66-06-19', '1966-06-19', 'date.other_order'],
    ['01/02/1850', '1850-02-01', 'date.before_1900'],
    ['1966-06-18T23:00:00.000Z', '1966-06-18', 'date.maybe_shifted'],
  ])('keeps %s as %s with the warning %s', (raw, value, code) => {
    expect(birth(raw).value).toBe(value);
    expect(codes(raw)).toContain(code);
  });

  it('reads ambiguous numbers in the order of their column', () => {
    expect(standardiseDate('03/04/2020', { now: NOW }).value).toBe('2020-04-03');
    expect(standardiseDate('03/04/2020', { order: 'mdy', now: NOW }).value).toBe('2020-03-04');
    expect(standardiseDate('03/04/20', { order: 'ymd', now: NOW }).value).toBe('2003-04-20');
    expect(standardiseDate('2020-04-03', { order: 'mdy', now: NOW }).value).toBe('2020-04-03');
    expect(standardiseDate('2020-03-04', { order: 'ydm', now: NOW }).value).toBe('2020-04-03');
    expect(standardiseDate('03-2020-04', { now: NOW }).value).toBe('2020-04-03');
  });

  it('detects the order of a column from the values that leave no choice', () => {
    expect(detectDateOrder(['01/02/2020', '13/03/2020', '04/05/2020']).order).toBe('dmy');
    expect(detectDateOrder(['01/02/2020', '03/13/2020'])).toMatchObject({ order: 'mdy', evidence: 1 });
    expect(detectDateOrder(['2020-01-13']).order).toBe('ymd');
    expect(detectDateOrder(['2020-13-01']).order).toBe('ydm');
    expect(detectDateOrder(['01/02/2020'])).toEqual({ order: 'dmy', confidence: 0.5, evidence: 0 });
    expect(detectDateOrder(['', 'abc'])).toEqual({ order: 'dmy', confidence: 0.5, evidence: 0 });
    const mostly = detectDateOrder([...Array<string>(99).fill('25/12/2020'), '12/25/2020']);
    expect(mostly.order).toBe('dmy');
    expect(mostly.confidence).toBeGreaterThan(0.97);
  });
});

describe('moments', () => {
  it.each([
    ['2023-08-31T08:44:03Z', '2023-08-31T08:44:03Z'],
    ['2025-11-20T06:50:25+02:00', '2025-11-20T04:50:25Z'],
    ['2022-11-16T00:30:00+0100', '2022-11-15T23:30:00Z'],
    ['2020-05-07 10:15', '2020-05-07T10:15:00'],
    ['16/11/2022 17:53', '2022-11-16T17:53:00'],
    ['16/11/2022 17h53', '2022-11-16T17:53:00'],
    ['11/16/2022 5:53 PM', '2022-11-16T17:53:00'],
    ['22/02/2021', '2021-02-22'],
    ['1700000000', '2023-11-14T22:13:20Z'],
    ['1700000000000', '2023-11-14T22:13:20Z'],
    ['44881.75', '2022-11-16T18:00:00'],
    ['20210222101500', '2021-02-22T10:15:00'],
    ['Wed, 16 Nov 2022 17:53:00 GMT', '2022-11-16T17:53:00Z'],
  ])('%s is %s', (raw, value) => {
    expect(standardiseDateTime(raw, { now: NOW }).value).toBe(value);
  });

  it('keeps the date when the time cannot be', () => {
    expect(standardiseDateTime('22/02/2021 25:00', { now: NOW })).toMatchObject({
      value: '2021-02-22',
      findings: [{ code: 'date.invalid_time' }],
    });
  });
});

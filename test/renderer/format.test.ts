import { describe, expect, it } from 'vitest';
import { formatOf } from '../../renderer/ui/format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers and dates as the reader writes them', () => {
  const french = formatOf('fr');
  const english = formatOf('en');

  it('groups thousands with a narrow no-break space in French', () => {
    expect(french.number(1234567)).toBe('1\u202f234\u202f567');
    expect(english.number(1234567)).toBe('1,234,567');
  });

  it('gives percentages one decimal', () => {
    expect(plain(french.percent(0.98765))).toBe('98,8 %');
    expect(english.percent(1)).toBe('100.0%');
  });

  it('writes sizes and durations in the unit that fits', () => {
    expect(plain(french.bytes(0))).toBe('0 octet');
    expect(plain(french.bytes(159_700))).toBe('159,7 ko');
    expect(plain(french.bytes(8_600_000_000))).toBe('8,6 Go');
    expect(plain(english.duration(200))).toBe('3m 20s');
    expect(plain(french.duration(7_260))).toBe('2 h 1 min');
  });

  it('writes small probabilities as powers of ten, with the decimal sign of the language', () => {
    expect(french.probability(0.0123456)).toBe('0,0123');
    expect(english.probability(0.0123456)).toBe('0.0123');
    expect(plain(french.probability(0.000089))).toBe('8,9 × 10⁻⁵');
    expect(plain(english.probability(0.00000000012))).toBe('1.2 × 10⁻¹⁰');
    expect(english.probability(0)).toBe('0');
  });

  it('shows a date that cannot be read as it stands', () => {
    expect(french.date('31/02/2020')).toBe('31/02/2020');
    expect(french.date('2026-03-12T00:00:00')).toBe('12 mars 2026');
  });
});

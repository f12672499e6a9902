import { describe, expect, it } from 'vitest';
import { emailMatchKey, standardiseEmail } from '../../../main/engine/standardise/emails.ts';

describe('e-mail addresses', () => {
  it.each([
    ['C.BERNARD@WANADOO.FR', 'c.bernard@wanadoo.fr'],
    [' maxime.gilles@gmail.com ', 'maxime.gilles@gmail.com'],
    ['mailto:jean.d@orange.fr', 'jean.d@orange.fr'],
    ['"Jean D" <jean.d@orange.fr>', 'jean.d@orange.fr'],
    ['<jean.d@orange.fr>;', 'jean.d@orange.fr'],
    ['jean.d(at)free.fr', 'jean.d@free.fr'],
    ['jean.d [at] free [dot] fr', 'jean.d@free.fr'],
    ['jean.d@gmail,com', 'jean.d@gmail.com'],
    ['jean.d @ gmail . com', 'jean.d@gmail.com'],
    ['jean.d@@free.fr', 'jean.d@free.fr'],
    ['jérôme@orange.fr', 'jerome@orange.fr'],
    ['jean.d@orange.fr.', 'jean.d@orange.fr'],
    ['o&#39;neill@acme.ie', "o'neill@acme.ie"],
  ])('%s becomes %s', (raw, value) => {
    expect(standardiseEmail(raw).value).toBe(value);
  });

  it.each([
    ['jean@gmial.com', 'jean@gmail.com'],
    ['jean@gmail.con', 'jean@gmail.com'],
    ['jean@gmail.fr', 'jean@gmail.com'],
    ['jean@hotmial.fr', 'jean@hotmail.fr'],
    ['jean@ornage.fr', 'jean@orange.fr'],
    ['jean@yaho.fr', 'jean@yahoo.fr'],
    ['jean@outlok.fr', 'jean@outlook.fr'],
    ['jean@laposte.ne', 'jean@laposte.net'],
    ['jean@wandoo.fr', 'jean@wanadoo.fr'],
  ])('keeps %s as written and suggests %s', (raw, suggestion) => {
    expect(standardiseEmail(raw)).toEqual({
      value: raw,
      findings: [{ code: 'email.domain_typo', severity: 'warning', suggestion }],
    });
  });

  it.each([
    'a.b@sfr.com',
    'a.b@gmx.fr',
    'a.b@ymail.com',
    'a.b@mail.fr',
    'a.b@acme.fr',
    'a.b@live.be',
    'a.b@me.com',
  ])('suggests nothing for %s', (raw) => {
    expect(standardiseEmail(raw)).toEqual({ value: raw, findings: [] });
  });

  it.each([
    ['jean@gmail', 'email.missing_tld', 'jean@gmail.com'],
    ['jean@orangefr', 'email.missing_tld', 'jean@orange.fr'],
    ['jean@orange.f', 'email.invalid', 'jean@orange.fr'],
    ['jean@intranet', 'email.missing_tld', undefined],
    ['jean.dupont', 'email.no_at_sign', undefined],
    ['jean@', 'email.invalid', undefined],
    ['@orange.fr', 'email.invalid', undefined],
  ])('blanks %s: %s, suggesting %s', (raw, code, suggestion) => {
    expect(standardiseEmail(raw)).toEqual({
      findings: [
        suggestion === undefined ? { code, severity: 'error' } : { code, severity: 'error', suggestion },
      ],
    });
  });

  it.each([
    'test@test.fr',
    'noreply@acme.fr',
    'aucun@aucun.fr',
    'xxx@xxx.fr',
    'a@a.fr',
    'jean@example.com',
    'pasdemail@orange.fr',
    'N/A',
    'pas de mail',
    '-',
  ])('blanks the placeholder %s', (raw) => {
    const read = standardiseEmail(raw);
    expect(read.value).toBeUndefined();
    expect(read.findings[0]?.code).toBe('email.placeholder');
  });

  it('names shared, tagged and doubtful addresses', () => {
    expect(standardiseEmail('contact@acme.fr').findings).toEqual([{ code: 'email.role', severity: 'info' }]);
    expect(standardiseEmail('jean+promo@gmail.com').findings).toEqual([
      { code: 'email.tag', severity: 'info' },
    ]);
    expect(standardiseEmail('jean@acme.notatld').findings).toEqual([
      { code: 'email.unknown_tld', severity: 'warning' },
    ]);
    expect(standardiseEmail('jean.@orange.fr')).toEqual({
      value: 'jean.@orange.fr',
      findings: [{ code: 'email.misplaced_dot', severity: 'warning', suggestion: 'jean@orange.fr' }],
    });
  });

  it.each([
    'a.b@acme.fr; c.d@orange.fr',
    'a.b@acme.fr, c.d@orange.fr',
    'a.b@acme.fr / c.d@orange.fr',
    'a.b@acme.fr c.d@orange.fr',
  ])('finds both addresses in %s', (raw) => {
    expect(standardiseEmail(raw)).toMatchObject({ value: 'a.b@acme.fr', more: ['c.d@orange.fr'] });
  });

  it('gives one match key to addresses that reach one mailbox', () => {
    expect(emailMatchKey('jean.du.pont+promo@gmail.com')).toBe('jeandupont@gmail.com');
    expect(emailMatchKey('jeandupont@googlemail.com')).toBe('jeandupont@gmail.com');
    expect(emailMatchKey('jean.dupont+x@orange.fr')).toBe('jean.dupont@orange.fr');
    expect(emailMatchKey('jean.@orange.fr')).toBe('jean@orange.fr');
  });
});

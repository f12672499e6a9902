import { describe, expect, it } from 'vitest';
import {
  detectDecimalMark,
  standardiseAmount,
  standardiseInteger,
} from '../../../main/engine/standardise/amounts.ts';
import { alignCode } from '../../../main/engine/standardise/codes.ts';
import { standardiseBoolean, standardiseSex } from '../../../main/engine/standardise/codes-booleans.ts';
import { standardiseCountry } from '../../../main/engine/standardise/countries.ts';
import {
  standardiseEan,
  standardiseIban,
  standardiseIdentifier,
  standardiseSiren,
  standardiseSiret,
  standardiseVat,
} from '../../../main/engine/standardise/identifiers.ts';
import { standardiseLanguage } from '../../../main/engine/standardise/languages.ts';
import {
  organisationKey,
  standardiseLegalForm,
  standardiseOrganisationName,
} from '../../../main/engine/standardise/organisations.ts';
import { cleanText, foldKey, isPlaceholderText } from '../../../main/engine/standardise/text.ts';
import { standardiseUrl } from '../../../main/engine/standardise/text-urls.ts';
import type { Standardised } from '../../../main/engine/standardise/types.ts';

/** The value, else the code of the first finding in brackets. */
const outcome = (read: Standardised) => read.value ?? `(${read.findings[0]?.code ?? 'blank'})`;

describe('text', () => {
  it.each([
    ['  a \u00a0 b\t\nc ', 'a b c'],
    ['FranÃ§ois', 'François'],
    ['Ã©tÃ© Ã  la mer', 'été à la mer'],
    ['AndrÃƒÂ©', 'André'],
    ['dâ€™Artagnan', 'd’Artagnan'],
    ['L&#39;Or&eacute;al &amp;amp; Cie', "L'Oréal & Cie"],
    ['Zo\u0065\u0308\u200b\ufeff', 'Zoë'],
    ['J\u0000ean\u0007', 'Jean'],
    ['CAFÉ…', 'CAFÉ…'],
    ['São Paulo, SÃO PAULO', 'São Paulo, SÃO PAULO'],
    ['شركة', 'شركة'],
    ['AT&T', 'AT&T'],
  ])('cleans %j to %j', (raw, value) => {
    expect(cleanText(raw).value).toBe(value);
  });

  it('names what it repaired', () => {
    expect(cleanText('FranÃ§ois').findings).toEqual([{ code: 'text.mojibake', severity: 'warning' }]);
    expect(cleanText('J\ufffdr\ufffdme').findings).toEqual([
      { code: 'text.lost_characters', severity: 'warning' },
    ]);
    expect(cleanText('plain').findings).toEqual([]);
  });

  it.each([
    ['Éléonore', 'eleonore'],
    ['Œuvre Straße Søren Łódź', 'oeuvre strasse soren lodz'],
    ["L'Haÿ-les-Roses", 'l hay les roses'],
    ['İSTANBUL', 'istanbul'],
    ['ﬁn', 'fin'],
    ['日本', '日本'],
    ['--', ''],
  ])('folds %s to %s', (text, key) => {
    expect(foldKey(text)).toBe(key);
  });

  it.each([
    'INCONNU',
    'N/A',
    'n.c.',
    'NULL',
    'XXX',
    'xxxxxx',
    '-',
    '.',
    '???',
    'test',
    'Aucun',
    'sans',
    'none',
    'Non renseigné',
    '0000',
    'unbekannt',
  ])('knows %s as a placeholder', (text) => {
    expect(isPlaceholderText(text)).toBe(true);
  });
  it.each(['Dupont', 'Nantes', 'Testard', 'Li', 'A', '12', '', 'III', '👍'])(
    'does not take %j for one',
    (text) => {
      expect(isPlaceholderText(text)).toBe(false);
    },
  );
});

describe('identifiers with a check digit', () => {
  it.each([
    ['732 829 320', '732829320'],
    ['73282932000074', '732829320'],
    ['FR 40 303 265 045', '303265045'],
    ['732829321', '(siren.check_digit)'],
    ['73282932', '(siren.invalid_length)'],
    ['000000000', '(siren.placeholder)'],
  ])('SIREN %s: %s', (raw, expected) => {
    expect(outcome(standardiseSiren(raw))).toBe(expected);
  });
  it.each([
    ['732 829 320 00074', '73282932000074'],
    ['35600000009075', '35600000009075'],
    ['73282932000075', '(siret.check_digit)'],
    ['7,32829E+13', '(siret.scientific_notation)'],
    ['732829320', '(siret.invalid_length)'],
    ['7328293200007A', '(siret.invalid)'],
    ['N/A', '(siret.placeholder)'],
  ])('SIRET %s: %s', (raw, expected) => {
    expect(outcome(standardiseSiret(raw))).toBe(expected);
  });
  it.each([
    ['fr 40 303 265 045', 'FR40303265045'],
    ['40303265045', 'FR40303265045'],
    ['DE136695976', 'DE136695976'],
    ['BE 0428.759.497', 'BE0428759497'],
    ['EL094259216', 'EL094259216'],
    ['FR41303265045', '(vat.check_digit)'],
    ['FR303265045', '(vat.invalid_length)'],
    ['US123456789', '(vat.unknown_country)'],
  ])('VAT %s: %s', (raw, expected) => {
    expect(outcome(standardiseVat(raw, { defaultCountry: 'FR' }))).toBe(expected);
  });
  it.each([
    ['FR76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
    ['gb82west12345698765432', 'GB82WEST12345698765432'],
    ['FR1420041010050500013M02607', '(iban.check_digit)'],
    ['FR7630006000011234567890', '(iban.invalid_length)'],
    ['30006000011234567890189', '(iban.invalid)'],
  ])('IBAN %s: %s', (raw, expected) => {
    expect(outcome(standardiseIban(raw))).toBe(expected);
  });
  it.each([
    ['3017620422003', '3017620422003'],
    ['96385074', '96385074'],
    ['036000291452', '0036000291452'],
    ['2-266-11156-6', '9782266111560'],
    ['3017620422004', '(ean.check_digit)'],
    ['3.01762E+12', '(ean.scientific_notation)'],
  ])('EAN %s: %s', (raw, expected) => {
    expect(outcome(standardiseEan(raw))).toBe(expected);
  });
  it('keeps leading zeros of other identifiers and refuses what a spreadsheet rounded', () => {
    expect(outcome(standardiseIdentifier(' c 00123 '))).toBe('C00123');
    expect(outcome(standardiseIdentifier('00123'))).toBe('00123');
    expect(outcome(standardiseIdentifier('2900012345671.0'))).toBe('2900012345671');
    expect(outcome(standardiseIdentifier('2,90001E+12'))).toBe('(identifier.scientific_notation)');
  });
});

describe('amounts', () => {
  it.each([
    ['1 234,56 €', '1234.56', 'EUR'],
    ['1\u202f234,56', '1234.56', undefined],
    ['1,234.56', '1234.56', undefined],
    ['1.234,56', '1234.56', undefined],
    ["1'234.50 CHF", '1234.50', 'CHF'],
    ['-12.5', '-12.5', undefined],
    ['(12.50)', '-12.50', undefined],
    ['12,50-', '-12.50', undefined],
    ['$1,234.5', '1234.5', 'USD'],
    ['12€50', '12.50', undefined],
    ['0,5', '0.5', undefined],
    ['12,50 TTC', '12.50', undefined],
  ])('%s is %s (%s)', (raw, value, currency) => {
    expect(standardiseAmount(raw)).toMatchObject({ value });
    expect(standardiseAmount(raw).currency).toBe(currency);
  });
  it('reads one mark and three digits by the mark of the column', () => {
    expect(outcome(standardiseAmount('1,234', { decimalMark: ',' }))).toBe('1.234');
    expect(outcome(standardiseAmount('1,234', { decimalMark: '.' }))).toBe('1234');
    expect(standardiseAmount('1,234').findings[0]?.code).toBe('amount.ambiguous');
    expect(detectDecimalMark(['17,43', '1.234', '12'])).toBe(',');
    expect(detectDecimalMark(['17.43', '1,234'])).toBe('.');
    expect(detectDecimalMark(['12', ''])).toBeUndefined();
  });
  it.each(['douze', '1,2,3', '12 34', 'EUR'])('blanks %s', (raw) => {
    expect(outcome(standardiseAmount(raw))).toBe('(amount.invalid)');
  });
  it('keeps whole numbers whole', () => {
    expect(outcome(standardiseInteger('1 234'))).toBe('1234');
    expect(outcome(standardiseInteger('12.0'))).toBe('12');
    expect(outcome(standardiseInteger('12,5'))).toBe('(integer.not_whole)');
  });
});

describe('countries, languages, yes and no', () => {
  it.each([
    ['France', 'FR'],
    ['F', 'FR'],
    ['fra', 'FR'],
    ['250', 'FR'],
    ['République française', 'FR'],
    ['FR - FRANCE', 'FR'],
    ['D', 'DE'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['Angleterre', 'GB'],
    ['UK', 'GB'],
    ['USA', 'US'],
    ['Etats-Unis', 'US'],
    ["Côte d'Ivoire", 'CI'],
    ['La Réunion', 'RE'],
    ['Pays-Bas', 'NL'],
    ['España', 'ES'],
    ['I', 'IT'],
    ['xx', '(country.unknown)'],
    ['N/A', '(country.placeholder)'],
  ])('%s: %s', (raw, expected) => {
    expect(outcome(standardiseCountry(raw))).toBe(expected);
  });
  it.each([
    ['fr', 'fr'],
    ['FR-fr', 'fr'],
    ['Français', 'fr'],
    ['ENG', 'en'],
    ['Deutsch', 'de'],
    ['klingon', '(language.unknown)'],
  ])('language %s: %s', (raw, expected) => {
    expect(outcome(standardiseLanguage(raw))).toBe(expected);
  });
  it.each([
    ['Oui', 'true'],
    ['O', 'true'],
    ['x', 'true'],
    ['VRAI', 'true'],
    ['1', 'true'],
    ['N', 'false'],
    ['faux', 'false'],
    ['0', 'false'],
    ['bof', '(boolean.unknown)'],
  ])('boolean %s: %s', (raw, expected) => {
    expect(outcome(standardiseBoolean(raw))).toBe(expected);
  });
  it.each([
    ['H', 'male'],
    ['Femme', 'female'],
    ['2', 'female'],
    ['M', 'male'],
    ['?', '(sex.unspecified)'],
    ['zzyx', '(sex.unknown)'],
  ])('sex %s: %s', (raw, expected) => {
    expect(outcome(standardiseSex(raw))).toBe(expected);
  });
  it.each([
    ['www.Example.COM', 'https://www.example.com'],
    ['http://Foo.fr/', 'http://foo.fr'],
    ['HTTPS://foo.fr/A?b=C', 'https://foo.fr/A?b=C'],
    ['http:/foo.fr', 'http://foo.fr'],
    ['ftp://foo.fr', '(url.invalid)'],
    ['javascript:alert(1)', '(url.invalid)'],
  ])('web address %s: %s', (raw, expected) => {
    expect(outcome(standardiseUrl(raw))).toBe(expected);
  });
});

describe('code lists', () => {
  const currency = {
    name: 'currency',
    codes: [
      { value: 'EUR', label: { fr: 'Euro', en: 'Euro' }, synonyms: ['€', 'euros'] },
      { value: 'GBP', label: { fr: 'Livre sterling', en: 'Pound' }, synonyms: ['£'] },
    ],
  };
  it.each([
    ['eur', 'EUR'],
    ['€', 'EUR'],
    [' EUROS ', 'EUR'],
    ['livre-sterling', 'GBP'],
    ['£', 'GBP'],
  ])('aligns %s to %s', (raw, value) => {
    expect(alignCode(raw, currency)).toEqual({ value, known: true, findings: [] });
  });
  it('keeps and flags what is not in the list', () => {
    expect(alignCode('Yen', currency)).toEqual({
      value: 'Yen',
      known: false,
      findings: [{ code: 'code.unknown', severity: 'warning' }],
    });
  });
});

describe('organisations', () => {
  it.each([
    ['DUPONT ET FILS S.A.R.L.', 'Dupont et Fils', 'SARL'],
    ['SARL Dupont & Fils', 'Dupont & Fils', 'SARL'],
    ['Société à responsabilité limitée Durand', 'Durand', 'SARL'],
    ['S.A.S. LA BOULANGERIE DU COIN', 'La Boulangerie du Coin', 'SAS'],
    ['Établissements Durand SA', 'Durand', 'SA'],
    ['Dupont (SARL)', 'Dupont', 'SARL'],
    ['Müller GmbH & Co. KG', 'Müller', 'GmbH & Co. KG'],
    ['ACME, Inc.', 'Acme', 'Inc'],
    ['Acme Ltd.', 'Acme', 'Ltd'],
    ['Telefónica, S.A.', 'Telefónica', 'SA'],
    ['SNCF RESEAU', 'SNCF Reseau', undefined],
    ['ASSOCIATION SPORTIVE DE NANTES', 'Association Sportive de Nantes', 'Association'],
    ['Société Générale', 'Société Générale', undefined],
  ])('%s is %s, %s', (raw, value, legalForm) => {
    const read = standardiseOrganisationName(raw);
    expect([read.value, read.legalForm]).toEqual([value, legalForm]);
  });
  it('gives one key to spellings of one organisation', () => {
    expect(organisationKey('S.N.C.F. Réseau SA')).toBe(organisationKey('SNCF RESEAU'));
    expect(organisationKey('Dupont & Fils SARL')).toBe(organisationKey('Ets DUPONT ET FILS'));
    expect(organisationKey('La Boulangerie du Coin')).toBe(organisationKey('BOULANGERIE DU COIN'));
  });
  it('knows legal forms by themselves', () => {
    expect(outcome(standardiseLegalForm('s.a.r.l.'))).toBe('SARL');
    expect(outcome(standardiseLegalForm('Société par actions simplifiée'))).toBe('SAS');
    expect(standardiseLegalForm('Truc').findings[0]?.code).toBe('legal_form.unknown');
  });
});

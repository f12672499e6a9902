import { describe, expect, it } from 'vitest';
import {
  detectNameOrder,
  standardisePersonName,
  standardiseTitle,
} from '../../../main/engine/standardise/names.ts';
import type { PersonNameParts } from '../../../main/engine/standardise/types.ts';

/** title | given | middle | family | birth, blanks empty. */
const read = (parts: PersonNameParts): string => {
  const name = standardisePersonName(parts);
  const values = [name.title, name.given_name, name.middle_name, name.family_name, name.birth_name];
  return values.map((value) => value ?? '').join('|');
};
const codes = (parts: PersonNameParts) => standardisePersonName(parts).findings.map((one) => one.code);

describe('names on one line', () => {
  it.each([
    ['Jean Dupont', '|Jean||Dupont|'],
    ['Dupont Jean', '|Jean||Dupont|'],
    ['DUPONT Jean', '|Jean||Dupont|'],
    ['Jean DUPONT', '|Jean||Dupont|'],
    ['DUPONT JEAN', '|Jean||Dupont|'],
    ['jean dupont', '|Jean||Dupont|'],
    ['Levy, Hugo', '|Hugo||Levy|'],
    ['ROBIN François-Xavier', '|François-Xavier||Robin|'],
    ['M. Enzo Monnier', 'M.|Enzo||Monnier|'],
    ['M DUPONT', 'M.|||Dupont|'],
    ['DUPONT Marie Mme', 'Mme|Marie||Dupont|'],
    ['Mlle Sophie Durand', 'Mme|Sophie||Durand|'],
    ['Dr Anne Petit', 'Dr|Anne||Petit|'],
    ['Me Durand', 'Me|||Durand|'],
    ['Herr Hans Müller', 'M.|Hans||Müller|'],
    ['Charles de Gaulle', '|Charles||de Gaulle|'],
    ['DE LA TOUR Jean', '|Jean||de La Tour|'],
    ["D'ARTAGNAN Charles", "|Charles||d'Artagnan|"],
    ["Charles d' Artagnan", "|Charles||d'Artagnan|"],
    ['LE GOFF YANN', '|Yann||Le Goff|'],
    ['Vincent van Gogh', '|Vincent||van Gogh|'],
    ['VAN DER MEER PAULINE', '|Pauline||van der Meer|'],
    ['El Amrani Karim', '|Karim||El Amrani|'],
    ['Mohamed Ben Ali', '|Mohamed||Ben Ali|'],
    ['Ben Smith', '|Ben||Smith|'],
    ['RONALD MCDONALD', '|Ronald||McDonald|'],
    ["O'NEILL SEAN", "|Sean||O'Neill|"],
    ['J. Dupont', '|J.||Dupont|'],
    ['Dupont J.', '|J.||Dupont|'],
    ['J-P DUPONT', '|J-P||Dupont|'],
    ['Jean Pierre Marie Dupont', '|Jean-Pierre|Marie|Dupont|'],
    ['Jean - Pierre Dupont', '|Jean-Pierre||Dupont|'],
    ['John F. Kennedy', '|John|F.|Kennedy|'],
    ['John Michael Smith', '|John|Michael|Smith|'],
    ['John Smith Jr.', '|John||Smith|'],
    ['José Luis García', '|José Luis||García|'],
    ['Maria Garcia Lopez', '|Maria||Garcia Lopez|'],
    ['Ortega y Gasset José', '|José||Ortega y Gasset|'],
    ['Hans Peter Müller', '|Hans Peter||Müller|'],
    ['Dupont--Martin Claire', '|Claire||Dupont-Martin|'],
    ['Marie DUPONT née MARTIN', '|Marie||Dupont|Martin'],
    ['Marie Dupont (née Martin)', '|Marie||Dupont|Martin'],
    ['DUPONT née MARTIN Marie', '|Marie||Dupont|Martin'],
    ['Mme MARTIN Marie épouse DUPONT', 'Mme|Marie||Dupont|Martin'],
    ['MARTIN Marie-Claude veuve DURAND', '|Marie-Claude||Durand|Martin'],
    ['Dupont', '|||Dupont|'],
    ['Marie', '|Marie|||'],
    ['Mathilde', '|Mathilde|||'],
    ['JULIE Doraudin', '|Julie||Doraudin|'],
    ['DURAND ROMAAIN', '|Romaain||Durand|'],
    ['andrÃ© L&eacute;vy', '|André||Lévy|'],
  ])('%s', (full, expected) => {
    expect(read({ full })).toBe(expected);
  });

  it('prefers the commoner given name, and says the order is unsure', () => {
    expect(read({ full: 'Thomas Martin' })).toBe('|Thomas||Martin|');
    expect(read({ full: 'MARTIN THOMAS' })).toBe('|Thomas||Martin|');
    expect(codes({ full: 'MARTIN THOMAS' })).toEqual(['name.order_unsure']);
  });

  it('follows the usual order of the column where the name itself does not tell', () => {
    expect(detectNameOrder(['DUPONT Sophie', 'LEVY Hugo', 'Marie Durand', 'Roux Nadia'])).toBe(
      'family_first',
    );
    expect(detectNameOrder(['Sophie Dupont', 'Hugo Levy'])).toBe('given_first');
    expect(detectNameOrder(['Sophie Dupont', 'Levy Hugo'])).toBeUndefined();
    const name = standardisePersonName({ full: 'THOMAS MARTIN' }, { order: 'family_first' });
    expect([name.given_name, name.family_name]).toEqual(['Martin', 'Thomas']);
  });

  it('names several people and organisations instead of guessing', () => {
    expect(read({ full: 'M. et Mme Dupont' })).toBe('|||Dupont|');
    expect(codes({ full: 'M. et Mme Dupont' })).toContain('name.several_people');
    expect(read({ full: 'Jean et Marie Dupont' })).toBe('|Jean et Marie||Dupont|');
    expect(codes({ full: 'Jean et Marie Dupont' })).toContain('name.several_people');
    expect(codes({ full: 'Famille Martin' })).toContain('name.several_people');
    expect(read({ full: 'SARL Dupont' })).toBe('|||SARL Dupont|');
    expect(codes({ full: 'SARL Dupont' })).toContain('name.organisation');
    expect(codes({ full: 'Boulangerie Martin' })).toContain('name.organisation');
  });
});

describe('names in columns', () => {
  it.each<[PersonNameParts, string]>([
    [{ title: 'MME', family: 'JOUROUAUD', given: 'Catherine' }, 'Mme|Catherine||Jourouaud|'],
    [{ title: 'Melle', family: 'Melle GAUTHIER', given: 'Aurelie' }, 'Mme|Aurelie||Gauthier|'],
    [{ family: 'M. DUPONT', given: 'Jean' }, 'M.|Jean||Dupont|'],
    [{ family: 'DUPONT née MARTIN', given: 'MARIE' }, '|Marie||Dupont|Martin'],
    [{ family: 'MARTIN ép. DUPONT', given: 'marie claude' }, '|Marie-Claude||Dupont|Martin'],
    [{ family: "MARTIN nom d'usage DUPONT", given: 'Léa' }, '|Léa||Dupont|Martin'],
    [{ family: 'veuve DUPONT', given: 'Jeanne' }, '|Jeanne||Dupont|'],
    [{ family: 'DUPONT', given: 'Jeanne', birth: 'née MARTIN' }, '|Jeanne||Dupont|Martin'],
    [{ family: 'DUPONT Jean', given: 'Jean' }, '|Jean||Dupont|'],
    [{ family: 'DUPONT Jean' }, '|Jean||Dupont|'],
    [{ given: 'Jean DUPONT' }, '|Jean||Dupont|'],
    [{ family: 'DUPONT', given: 'Jean, Pierre, Marie' }, '|Jean-Pierre|Marie|Dupont|'],
    [{ family: 'MARTIN', given: 'Sophie Anne' }, '|Sophie|Anne|Martin|'],
    [{ family: 'SMITH', given: 'Mary Ann' }, '|Mary Ann||Smith|'],
    [{ family: 'DURAND', given: 'JP' }, '|JP||Durand|'],
    [{ family: 'Mc Donald', given: 'ronald' }, '|Ronald||McDonald|'],
    [{ family: 'LE MAITRE', given: 'YVES' }, '|Yves||Le Maitre|'],
    [{ family: "D'Angelo-Laferand", given: 'GAËTAN' }, "|Gaëtan||D'Angelo-Laferand|"],
    [{ family: 'DE SOUZA PEREIRA', given: 'ANA', middle: 'MARIA' }, '|Ana|Maria|de Souza Pereira|'],
    [{ family: 'XXX', given: '?' }, '||||'],
    [{ title: 'M. et Mme', family: 'DUPONT' }, '|||Dupont|'],
  ])('%j', (parts, expected) => {
    expect(read(parts)).toBe(expected);
  });

  it('names what is wrong with a field, by its attribute', () => {
    const findings = (parts: PersonNameParts) =>
      standardisePersonName(parts).findings.map((one) => `${one.attribute} ${one.code}`);
    expect(findings({ family: 'JEAN-LUC', given: 'CHAUAND' })).toEqual(['given_name name.maybe_swapped']);
    expect(findings({ family: 'Bernard', given: 'Thomas' })).toEqual([]);
    expect(findings({ family: 'Dupont2', given: 'Jean' })).toEqual(['family_name name.digits']);
    expect(findings({ family: '12345', given: 'Jean' })).toEqual(['family_name name.no_letters']);
    expect(findings({ family: 'INCONNU', given: 'N/A' })).toEqual([
      'given_name name.placeholder',
      'family_name name.placeholder',
    ]);
    expect(findings({ given: 'Jean & Marie', family: 'Dupont' })).toEqual(['given_name name.several_people']);
    expect(findings({ title: 'Grand chef', family: 'Dupont' })).toEqual(['title title.unknown']);
    expect(findings({ family: 'jean@orange.fr' })).toEqual(['family_name name.email']);
  });

  it('leaves swapped names where they stand', () => {
    expect(read({ family: 'JEAN-LUC', given: 'CHAUAND' })).toBe('|Chauand||Jean-Luc|');
  });

  it('takes the sex from the title and never from the given name', () => {
    expect(standardisePersonName({ title: 'Mme', given: 'Jean', family: 'Dupont' }).sex).toBe('female');
    expect(standardisePersonName({ given: 'Marie', family: 'Dupont' }).sex).toBeUndefined();
    expect(standardisePersonName({ title: 'Dr', given: 'Marie', family: 'Dupont' }).sex).toBeUndefined();
    expect(standardisePersonName({ title: 'Dr', family: 'M. Dupont' }).sex).toBe('male');
  });

  it('shows each step from the cell to the values', () => {
    expect(standardisePersonName({ full: 'M. DUPONT Jean' }).steps).toEqual([
      { operation: 'name.split', input: 'M. DUPONT Jean', output: 'M. | Jean | Dupont' },
    ]);
    expect(standardisePersonName({ family: 'DUPONT', given: 'Jean' }).steps).toEqual([
      { operation: 'name.standardise', input: 'DUPONT', output: 'Dupont' },
    ]);
  });
});

describe('titles', () => {
  it.each([
    ['M', 'M.'],
    ['MR', 'M.'],
    ['Monsieur', 'M.'],
    ['MME', 'Mme'],
    ['Melle', 'Mme'],
    ['Mademoiselle', 'Mme'],
    ['Mrs', 'Mme'],
    ['Ms.', 'Mme'],
    ['Frau', 'Mme'],
    ['Señor', 'M.'],
    ['Docteur', 'Dr'],
    ['Maître', 'Me'],
    ['Prof.', 'Pr'],
  ])('%s is %s', (raw, value) => {
    expect(standardiseTitle(raw)).toEqual({ value, findings: [] });
  });
  it('blanks the title of two people', () => {
    expect(standardiseTitle('M. et Mme')).toEqual({
      findings: [{ code: 'name.several_people', severity: 'error' }],
    });
  });
});

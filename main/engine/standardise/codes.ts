import type { CodeList } from '../../../shared/model/canonical.ts';
import { cleanText, foldKey } from './text.ts';
import { type Finding, NO_FINDINGS, type Standardised, warning } from './types.ts';

export interface AlignedCode extends Standardised {
  readonly known: boolean;
}

interface CompiledCodeList {
  /** Exact spellings first: `€` and `$` fold to nothing. */
  readonly exact: ReadonlyMap<string, string>;
  readonly folded: ReadonlyMap<string, string>;
}

const compiled = new WeakMap<CodeList, CompiledCodeList>();
const MAX_LENGTH = 500;

/**
 * The leading value of a nomenclature for what was written: its values, labels and synonyms are compared without
 * regard to case, accents and punctuation. What is not in the list is kept, cleaned, with the warning `code.unknown`.
 */
export function alignCode(raw: string, codeList: CodeList): AlignedCode {
  const list = compileOnce(codeList);
  const direct = list.exact.get(raw);
  if (direct !== undefined) return { value: direct, known: true, findings: NO_FINDINGS };
  const { value: text, findings } = cleanText(raw);
  if (text === '') return { known: true, findings: NO_FINDINGS };
  const key = text.length > MAX_LENGTH ? '' : foldKey(text);
  const value = list.exact.get(text.toLowerCase()) ?? (key === '' ? undefined : list.folded.get(key));
  if (value !== undefined) return { value, known: true, findings };
  const all: Finding[] = [...findings, warning('code.unknown')];
  return { value: text, known: false, findings: all };
}

function compileOnce(codeList: CodeList): CompiledCodeList {
  const found = compiled.get(codeList);
  if (found !== undefined) return found;
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  const add = (spelling: string, value: string): void => {
    if (!exact.has(spelling)) exact.set(spelling, value);
    if (!exact.has(spelling.toLowerCase())) exact.set(spelling.toLowerCase(), value);
    const key = foldKey(spelling);
    if (key !== '' && !folded.has(key)) folded.set(key, value);
  };
  for (const code of codeList.codes) add(code.value, code.value);
  for (const code of codeList.codes) {
    if (code.label !== undefined) for (const label of [code.label.fr, code.label.en]) add(label, code.value);
    for (const synonym of code.synonyms ?? []) add(synonym, code.value);
  }
  const list = { exact, folded };
  compiled.set(codeList, list);
  return list;
}

import { useTranslation } from 'react-i18next';

export interface IssueWords {
  /** What is wrong, beside the value it is about: “wrong length”. */
  problem(code: string): string;
  /** With the kind of value, where it stands alone: “Phone: wrong length”. */
  full(code: string): string;
}

/**
 * What the issues of values (main/engine/standardise) are called in the reader's language: by their whole code, else by
 * the part after the dot, which several kinds share. A code that is not known stays as it is.
 */
export function useIssueWords(): IssueWords {
  const { t } = useTranslation('issues');
  const parts = (code: string): readonly [string, string] => {
    const dot = code.indexOf('.');
    return [code.slice(0, dot), code.slice(dot + 1)];
  };
  const problem = (code: string): string =>
    t([`problem.${code.replace('.', '_')}`, `any.${parts(code)[1]}`], { defaultValue: code });
  return {
    problem,
    full(code) {
      const words = problem(code);
      const [kind] = parts(code);
      const of = t(`kind.${kind}`, { defaultValue: '' });
      return of === '' || words === code ? words : t('full', { kind: of, problem: words });
    },
  };
}

import { useTranslation } from 'react-i18next';
import type { PairExplanationView } from '../../shared/contract/match.ts';
import { strongest } from '../../shared/model/evidence.ts';
import { toUserError } from '../api/errors.ts';
import { type ModelWords, useModelWords } from '../app/model.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useBits } from './bits.ts';
import { type PairIds, useExplanation } from './queue.ts';
import classes from './review.module.css';
import { type Bar, barsOf, type Scale, scaleOf, worthShowing } from './waterfall-model.ts';

/** Why a pair weighs what it weighs: one sentence, then the bars, each with its words and its bits. */
export function Waterfall({ entity, pair }: { readonly entity: string; readonly pair: PairIds }) {
  const { t } = useTranslation('review');
  const explanation = useExplanation(entity, pair);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.why} aria-labelledby="review-why" tabIndex={0}>
      <h2 id="review-why">{t('why')}</h2>
      {explanation.isPending && <LoadingState rows={4} />}
      {explanation.isError && (
        <ErrorState error={toUserError(explanation.error)} onRetry={() => void explanation.refetch()} />
      )}
      {explanation.data && (
        <>
          <Sentence entity={entity} explanation={explanation.data} />
          <Bars entity={entity} explanation={explanation.data} />
        </>
      )}
    </section>
  );
}

interface ExplanationProps {
  readonly entity: string;
  readonly explanation: PairExplanationView;
}

/** Comparisons are named after their attribute. */
const comparisonName = (words: ModelWords, entity: string, name: string): string =>
  words.attribute(entity, name);

function Sentence({ entity, explanation }: ExplanationProps) {
  const { t, i18n } = useTranslation('review');
  const words = useModelWords();
  const { percent } = useFormat();
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const { pros, cons } = strongest(explanation.comparisons);
  const say = (comparisons: readonly PairExplanationView['comparisons'][number][]) =>
    list.format(
      comparisons.map(({ comparison, level }) =>
        t('evidence', {
          name: comparisonName(words, entity, comparison),
          level: t(`level.${level}`, { defaultValue: level ?? '' }),
        }),
      ),
    );
  const { weight, probability, thresholds } = explanation;
  const form = `${pros.length > 0 ? 'pros' : 'nothing'}${cons.length > 0 ? 'Cons' : ''}`;
  const place = weight >= thresholds.autoMerge ? 'merge' : weight >= thresholds.review ? 'review' : 'ignore';
  return (
    <p className={classes.sentence}>
      {t(`sentence.${form}`, { pros: say(pros), cons: say(cons) })}{' '}
      {t(`verdict.${place}`, { probability: percent(probability) })}
    </p>
  );
}

function Bars({ entity, explanation }: ExplanationProps) {
  const { t, i18n } = useTranslation('review');
  const words = useModelWords();
  const bits = useBits();
  const { shown: bars, blank } = worthShowing(barsOf(explanation));
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const scale = scaleOf(bars, explanation.thresholds);
  const nameOf = (bar: Bar) => {
    if (bar.kind === 'comparison') return comparisonName(words, entity, bar.name);
    if (bar.kind === 'lookalike') return t(`lookalike.${bar.name}`, { defaultValue: bar.name });
    return t(bar.kind);
  };
  const levelOf = (bar: Bar) => {
    if (bar.kind === 'comparison') return t(`level.${bar.level}`, { defaultValue: bar.level ?? '' });
    if (bar.kind === 'total') return '';
    return t(`${bar.kind}Help`);
  };
  return (
    <>
      <table className={classes.bars}>
        <caption className="o-sr">{t('waterfall')}</caption>
        <thead className="o-sr">
          <tr>
            <th scope="col">{t('comparison')}</th>
            <th scope="col">{t('levelHead')}</th>
            <th scope="col">{t('bar')}</th>
            <th scope="col">{t('bitsHead')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.key} data-kind={bar.kind}>
              <th scope="row">{nameOf(bar)}</th>
              <td className={classes.level}>{levelOf(bar)}</td>
              <td className={classes.barCell}>
                <BarPicture bar={bar} scale={scale} thresholds={explanation.thresholds} />
              </td>
              <td className={classes.barBits}>{bits(bar.bits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {blank.length > 0 && (
        <p className={classes.thresholds}>
          {t('silent', { names: list.format(blank.map((name) => comparisonName(words, entity, name))) })}
        </p>
      )}
      <p className={classes.thresholds}>
        {t('thresholds', {
          review: bits(explanation.thresholds.review),
          merge: bits(explanation.thresholds.autoMerge),
        })}
      </p>
    </>
  );
}

interface PictureProps {
  readonly bar: Bar;
  readonly scale: Scale;
  readonly thresholds: PairExplanationView['thresholds'];
}

function BarPicture({ bar, scale, thresholds }: PictureProps) {
  const x = (value: number) => (100 * (value - scale.least)) / (scale.most - scale.least);
  const start = x(Math.min(bar.from, bar.to));
  const width = Math.max(0.6, Math.abs(x(bar.to) - x(bar.from)));
  const tone = bar.kind === 'total' ? classes.barTotal : bar.bits < 0 ? classes.barAgainst : classes.barFor;
  return (
    <svg viewBox="0 0 100 20" preserveAspectRatio="none" className={classes.barPicture} aria-hidden="true">
      <line x1={x(0)} x2={x(0)} y1="0" y2="20" className={classes.zero} />
      {[thresholds.review, thresholds.autoMerge].map((threshold) => (
        <line
          key={threshold}
          x1={x(threshold)}
          x2={x(threshold)}
          y1="0"
          y2="20"
          className={classes.threshold}
        />
      ))}
      <rect x={start} width={width} y="4" height="12" className={tone} />
    </svg>
  );
}

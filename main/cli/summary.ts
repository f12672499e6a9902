import type { MatchOutcome, WayTaken } from '../engine/matching.ts';
import type { ImportSummary, RefreshResult } from '../engine/pipeline.ts';
import type { Output } from './output.ts';

/** The summary of a whole refresh: what was found, what is doubtful, what to do next. */
export function refreshLines(
  output: Output,
  result: RefreshResult,
  { project, out }: { project: string; out: string | undefined },
): string[] {
  const lines = [
    output.t('run.found'),
    ...importLines(output, result.imports),
    ...matchLines(output, result.match, result.golden.entities),
  ];
  const doubts = doubtLines(output, result);
  lines.push(output.t('run.doubtful'), ...(doubts.length > 0 ? doubts : [output.t('run.nothing')]));
  lines.push(output.t('run.nextTitle'), ...nextLines(output, result, project));
  if (out !== undefined && result.manifest) {
    lines.push(
      output.t('run.written', {
        out,
        files: [...result.manifest.files.map(({ name }) => name), 'manifest.json'].join(', '),
      }),
    );
  }
  const seconds = Object.entries(result.seconds);
  const total = seconds.reduce((sum, [, value]) => sum + value, 0);
  const stages = seconds.map(([stage, value]) => `${stage} ${output.number(value)}`).join(', ');
  lines.push(output.t('run.seconds', { total: output.number(Math.round(total * 10) / 10), stages }));
  return lines;
}

export function importLines(output: Output, imports: readonly ImportSummary[]): string[] {
  return imports.flatMap((file) => {
    if (file.skipped) return [output.t('run.skipped', { name: file.source })];
    const n = (value: number) => output.number(value);
    const { counts, drift } = file;
    const again = counts.changed + counts.unchanged + counts.gone > 0;
    const changes = again
      ? output.t('run.changes', {
          new: n(counts.new),
          changed: n(counts.changed),
          unchanged: n(counts.unchanged),
          gone: n(counts.gone),
        })
      : '';
    const line = output.t('run.source', {
      name: file.source,
      read: n(file.read),
      loaded: n(file.loaded),
      quarantined: n(file.quarantined),
      changes,
    });
    const drifted = drift
      ? [
          ...drift.renamed.map((names) => output.t('run.renamed', { ...names })),
          ...drift.added.map((column) => output.t('run.addedColumn', { column })),
          ...drift.missing.map((column) => output.t('run.missingColumn', { column })),
        ]
      : [];
    return drifted.length > 0 ? [line, output.t('run.drift', { text: drifted.join(', ') })] : [line];
  });
}

export function matchLines(
  output: Output,
  match: MatchOutcome,
  golden: Readonly<Record<string, number>>,
): string[] {
  const found = Object.entries(match.entities).flatMap(([entity, stats]) => {
    const n = (value: number) => output.number(value);
    const { identities } = stats;
    return [
      output.t('run.golden', {
        entity,
        records: n(stats.records),
        golden: n(golden[entity] ?? stats.clusters),
        largest: n(stats.largestCluster),
      }),
      output.t('run.ids', {
        created: n(identities.created),
        merged: n(identities.merged),
        split: n(identities.split),
        restored: n(identities.restored),
        unchanged: n(identities.unchanged),
      }),
    ];
  });
  return [wayLine(output, match.way), ...found];
}

/** Whether all was matched anew, and why, or only what changed. */
function wayLine(output: Output, way: WayTaken): string {
  if (way.kind === 'full') return output.t(`way.full.${way.reason}`, { entity: way.entity ?? '' });
  return output.t('way.changes', {
    came: output.number(way.came),
    gone: output.number(way.gone),
    share: output.percent(way.sinceFull),
  });
}

function doubtLines(output: Output, { match, standardise }: RefreshResult): string[] {
  const lines = Object.entries(match.entities).flatMap(([entity, stats]) => [
    ...(stats.review + stats.cut > 0
      ? [
          output.t('run.review', {
            entity,
            review: output.number(stats.review),
            cut: output.number(stats.cut),
          }),
        ]
      : []),
    ...stats.decisionsWaiting.slice(0, 5).map(({ kind, left, right }) =>
      output.t('run.decisionWaiting', {
        kind,
        left: `${left.source}/${left.key}`,
        right: `${right.source}/${right.key}`,
      }),
    ),
    ...stats.remarks.map((text) => output.t('run.remark', { text })),
  ]);
  const issues = Object.entries(standardise.issues).sort((a, b) => b[1] - a[1]);
  const count = issues.reduce((sum, [, value]) => sum + value, 0);
  if (count === 0) return lines;
  const list = issues
    .slice(0, 4)
    .map(([code, value]) => `${code} (${output.number(value)})`)
    .join(', ');
  return [...lines, output.t('run.issues', { count: output.number(count), list })];
}

function nextLines(output: Output, { match, imports }: RefreshResult, project: string): string[] {
  const review = Object.values(match.entities).some((stats) => stats.review > 0);
  const quarantined = imports.some((file) => file.quarantined > 0);
  return [
    ...(review ? [output.t('run.nextReview')] : []),
    ...(quarantined ? [output.t('run.nextQuarantine')] : []),
    output.t('run.nextCheck', { project }),
  ];
}

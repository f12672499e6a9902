/** English texts of the command line. fr.ts has the same keys; a test holds them equal. */
export const en = {
  title: 'Orfèvre {{version}} – golden records from the files of your silos, on this machine only.',
  exitCodes:
    'Everywhere: --json (one JSON document on stdout), --lang fr|en, --help.\nExit codes: 0 done, 1 failed, 2 wrong use, 4 project busy in another process, 5 too much quarantined.',
  unknownVerb: 'orfevre: there is no verb “{{verb}}”.',
  missing: 'missing: {{name}}',
  cancelled: 'Cancelled; nothing was changed.',
  interrupted: 'The last run was interrupted ({{jobs}}); what it had begun is gone, nothing else was lost.',
  next: 'Next',
  where: 'Where',
  places: {
    file: 'file',
    row: 'row',
    column: 'column',
    line: 'line',
    source: 'source',
    table: 'table',
    entry: 'entry',
  },
  perSecond: 'rows/s',
  usage: {
    run: 'orfevre run RECIPE --project FILE [--out DIR]      the whole job: import, standardise, match, golden records, export',
    suggest:
      'orfevre suggest FILE… [--out recipe.yml]           propose a recipe for files nobody has described',
    import:
      'orfevre import FILE… --project FILE [--source NAME] [--key COLUMN]… [--partial] [--dry-run]   load files; new ones get a proposed mapping',
    match:
      'orfevre match --project FILE                       standardise what changed, match, make golden records',
    golden: 'orfevre golden --project FILE                      apply the survivorship rules again',
    export: 'orfevre export --project FILE --out DIR            write the exports and their manifest',
    recipe:
      'orfevre recipe PROJECT [--out FILE] | --schema     the project as a recipe, or the JSON Schema of recipes',
    serve:
      'orfevre serve [PROJECT] [--port N] [--open]        the application in the browser, on 127.0.0.1, with a token',
    lineage: 'orfevre lineage GOLDEN_ID [ATTRIBUTE] --project FILE   a value back to its source cells',
    check:
      'orfevre check PROJECT                              integrity, row accounting, crosswalk, audit chain',
    evaluate:
      'orfevre evaluate PROJECT --truth FILE              precision, recall and F1 against known truth',
    accuracy:
      'orfevre accuracy start|next|label|result PROJECT   precision and recall without truth: a blind sample that you label\n  start  [--entity NAME] [--size 20…2000] [--seed N]   draws the pairs\n  next   [--limit N] [--out FILE.csv]                  the pairs to label, without their weight\n  label  PAIR same|different|unsure, or --from FILE.csv (columns pair, answer)\n  result                                              the figures with their 95 % confidence intervals\n  [--sample ID] for another sample than the last one',
    decide:
      'orfevre decide link|keep-apart SOURCE/KEY SOURCE/KEY --project FILE [--reason TEXT]   a decision that holds in every later run',
    sample: 'orfevre sample DIR [--people N] [--seed N]         write the files of the sample, with truth',
    demo: 'orfevre demo [--dir DIR] [--people N]              the main job on the sample, scored',
  },
  stage: {
    hash: 'Checking',
    import: 'Importing',
    standardise: 'Standardising',
    'match.encode': 'Reading values of',
    'match.write': 'Writing pairs of',
    'match.identify': 'Giving golden ids to',
    golden: 'Golden records of',
    export: 'Writing',
    sample: 'Making the sample',
  },
  run: {
    found: 'Found',
    source: '  {{name}}: {{read}} rows read, {{loaded}} loaded, {{quarantined}} set aside{{changes}}',
    changes: ' ({{new}} new, {{changed}} changed, {{unchanged}} unchanged, {{gone}} gone)',
    skipped: '  {{name}}: the same file as last time',
    drift: '    columns: {{text}}',
    renamed: '{{from}} is now {{to}}',
    addedColumn: '{{column}} added',
    missingColumn: '{{column}} missing',
    golden: '  {{entity}}: {{records}} records → {{golden}} golden records (largest: {{largest}} records)',
    ids: '    golden ids: {{created}} created, {{merged}} merged, {{split}} split, {{restored}} restored, {{unchanged}} unchanged',
    doubtful: 'Doubtful',
    review: '  {{entity}}: {{review}} pairs to review, {{cut}} kept apart by a guard',
    issues: '  {{count}} values with an issue; most often {{list}}',
    decisionWaiting: '  a decision waits, since a row of it is no longer there: {{kind}} {{left}} {{right}}',
    nothing: '  nothing',
    remark: '  {{text}}',
    nextTitle: 'Next',
    nextReview: '  review the doubtful pairs, or decide them with `orfevre decide`',
    nextQuarantine: '  look at the rows set aside: mend them in the file and import it again',
    nextCheck: '  orfevre check {{project}}',
    written: 'Written to {{out}}: {{files}}',
    seconds: 'In {{total}} s ({{stages}})',
  },
  suggestDone: {
    written: 'Recipe written to {{out}}',
    source:
      '  {{name}}: {{rows}} rows, taken for {{entity}} ({{sure}} sure), {{mapped}} of {{columns}} columns mapped, key: {{key}}',
    noKey: 'row number',
    next: 'Read it, correct it where needed, then: orfevre run {{out}} --project PROJECT.orfevre --out DIR',
  },
  importDone: {
    mapped: '    new source, mapped to {{entity}} as proposed: {{mapped}} of {{columns}} columns',
    next: 'Next: orfevre match --project {{project}}',
    dry: 'Counted only; nothing was changed.',
  },
  stale: 'Nothing to do: everything is up to date.',
  checkDone: {
    ok: 'ok',
    failed: 'FAILED',
    pending: 'waiting',
    good: 'The project is sound.',
    bad: 'The project is not sound.',
  },
  lineageDone: {
    value: '{{attribute}} = {{value}}   (rule: {{rule}})',
    origin: '  {{file}}{{table}}, row {{row}}, source {{source}} (key {{key}})',
    cell: '    {{column}} = {{raw}}',
    step: '    {{operation}}: {{input}} → {{output}}',
    none: '  typed by a steward',
    blank: '∅',
  },
  evaluateDone: {
    line: '{{name}}: precision {{precision}}, recall {{recall}}, F1 {{f1}}',
    pairwise: 'Pairwise',
    bcubed: 'B-cubed',
    records: '{{records}} records in the truth, {{missing}} missing from the crosswalk',
  },
  accuracyDone: {
    started:
      'Sample {{uid}}: {{size}} pairs drawn out of {{population}}\nLabel them: orfevre accuracy next PROJECT',
    fewer: 'There are no more pairs: {{asked}} were asked for.',
    pair: 'Pair {{pair}}: {{left}}  |  {{right}}',
    listed:
      '{{pairs}} pairs to label written to {{out}}: fill in the column answer with same, different or unsure',
    progress: 'Sample {{uid}}: {{labelled}} of {{size}} pairs labelled',
    precision: 'Precision',
    recall: 'Recall',
    figure: '{{name}}: {{value}}, between {{low}} and {{high}} (95 % confidence)',
    unknown: '{{name}}: unknown, no such pair was labelled',
    labels:
      '{{labelled}} of {{size}} pairs labelled: {{same}} the same, {{different}} different, {{unsure}} that nobody could tell (left out)',
    gone: '{{gone}} labelled pairs have a row that is no longer there; they count for nothing.',
    unseen:
      'Recall is of the pairs that were compared and kept: those that no blocking rule brought together are not seen.',
    unseenBelow:
      'Recall is of the pairs kept, from {{bits}} bits on: lighter ones, and those that no blocking rule brought together, are not seen.',
    otherRun: 'The sample was drawn from the matching of {{at}}; pairs that came later are not in it.',
    biased:
      'Answers of this sample were decisions when this matching ran: the figures are too good. Draw a new sample.',
  },
  decideDone: { done: 'Noted; it holds from the next matching on: orfevre match --project {{project}}' },
  recipeDone: { written: 'Recipe written to {{out}}' },
  serveDone: {
    listening: 'Listening on {{url}}\nOpen: {{link}}\nToken: {{token}}\nStop with Ctrl C.',
    readOnly: '{{project}} is open read-only: another process holds it, or it cannot be written.',
  },
  sampleDone: { written: '{{people}} people, {{records}} records written to {{dir}}' },
  demoDone: {
    title: 'Demonstration on {{people}} generated people ({{records}} records), scored against the truth',
    engine: 'Orfèvre',
    baseline: 'Naive baseline (same name and birth date, or same e-mail)',
    line: '  {{name}}: precision {{precision}}, recall {{recall}}, F1 {{f1}}',
    files:
      'Look at {{dir}}: project.orfevre, recipe.yml, truth.csv, out/golden.csv, out/crosswalk.csv, out/manifest.json',
  },
};

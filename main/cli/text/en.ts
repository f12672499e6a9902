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
    run: 'orfevre run RECIPE --project FILE [--out DIR] [--full | --changes]   the whole job: import, standardise, match, golden records, export',
    suggest:
      'orfevre suggest FILE… [--out recipe.yml]           propose a recipe for files nobody has described',
    import:
      'orfevre import FILE… --project FILE [--source NAME] [--key COLUMN]… [--partial] [--dry-run]   load files; new ones get a proposed mapping',
    match:
      'orfevre match --project FILE [--full | --changes]   standardise what changed, match, make golden records; --full: all of it anew, with training; --changes: what changed only, even where all is usually done',
    golden: 'orfevre golden --project FILE                      apply the survivorship rules again',
    export: 'orfevre export --project FILE --out DIR            write the exports and their manifest',
    recipe:
      'orfevre recipe PROJECT [--out FILE] | --schema     the project as a recipe, or the JSON Schema of recipes',
    model:
      'orfevre model show|training|advise|learn|versions|reset|export|import|restore PROJECT [--entity E] [--file F] [--version N] [--splink [--dialect duckdb|spark|sqlite] [--column COLUMN=ATTRIBUTE]…] [--dry-run] [--save]   the match model: look at it, take it out, bring one in (also from Splink), go back\n  training             how the last run learnt its weights, round by round\n  advise [--file F]    count the pairs of each blocking rule, propose rules to add or to drop\n  learn [--save]       what decisions teach the model, before and after',
    'what-if':
      'orfevre what-if list|run|diff|again|rename|delete|adopt PROJECT   what other models or thresholds would give, side by side; golden records stay as they are\n  run    NAME [--from in-force|last-run|template | --version N | --model FILE] [--auto-merge=BITS] [--review=BITS] [--max-cluster N] [--shared-contacts N]\n  diff   A B [--kind merged|split|rearranged] [--search TEXT] [--limit N]   two scenarios person by person; golden stands for the golden records of now\n  again  NAME                                         from the records and decisions of now\n  rename NAME NEW · delete NAME\n  adopt  NAME                                         choose its model, from the next matching on\n  [--entity NAME]',
    serve:
      'orfevre serve [PROJECT] [--port N] [--open]        the application in the browser, on 127.0.0.1, with a token',
    relations:
      'orfevre relations PROJECT [--golden ID] [--entity E]   relations between golden records that are not the same: households, sites of an organisation; all of them with --json or as an export',
    lineage: 'orfevre lineage GOLDEN_ID [ATTRIBUTE] --project FILE   a value back to its source cells',
    explain:
      'orfevre explain GOLDEN_ID --project FILE [--limit N]     why each record is in its golden record',
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
    'match.block': 'Looking for pairs of',
    'match.train': 'Training on',
    'match.weigh': 'Weighing pairs of',
    'match.read': 'Reading pairs of',
    'match.cluster': 'Putting together',
    'match.write': 'Writing pairs of',
    'advise.block': 'Blocks of',
    'advise.train': 'Training of',
    'advise.count': 'Counting pairs of',
    'advise.propose': 'Trying rules for',
    'match.identify': 'Giving golden ids to',
    golden: 'Golden records of',
    export: 'Writing',
    sample: 'Making the sample',
  },
  way: {
    changes:
      '  matched what changed only: {{came}} records came, {{gone}} went ({{share}} of the records since the last full run)',
    full: {
      asked: '  matched everything anew, as asked',
      first: '  matched everything: there was nothing to go by yet',
      model_changed: '  matched everything anew: the match model of {{entity}} is another one',
      values_changed: '  matched everything anew: the values of {{entity}} are made otherwise than before',
      small: '  matched everything: there are too few records for anything else to be worth while',
      much_changed: '  matched everything anew: much of {{entity}} changed since the last full run',
      rows_returned: '  matched everything anew: rows of {{entity}} that were gone are back',
      block_grew: '  matched everything anew: many of the new records have one value in common',
    },
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
  relationsDone: {
    count: 'Relations between golden records: {{count}}',
    line: '  {{goldenId}} – {{otherId}}  {{kind}}, {{percent}}%',
    kind: {
      household: 'same household or workplace',
      parent_and_child: 'parent and child',
      twins: 'twins',
      sites: 'sites of one organisation',
      neighbours: 'neighbours',
      variants: 'variants',
    },
    unknown: 'The last matching, by an earlier version, did not look for relations: run it again.',
    more: 'The first {{listed}} are listed; --json lists all.',
  },
  lineageDone: {
    value: '{{attribute}} = {{value}}   (rule: {{rule}})',
    origin: '  {{file}}{{table}}, row {{row}}, source {{source}} (key {{key}})',
    cell: '    {{column}} = {{raw}}',
    step: '    {{operation}}: {{input}} → {{output}}',
    none: '  typed by a steward',
    blank: '∅',
  },
  explainDone: {
    head: '{{goldenId}} (records: {{total}}), as they joined:',
    line: '  {{member}}: {{tie}}',
    founder: 'the founder, one end of the strongest tie',
    pair: 'same as {{through}}: {{evidence}} ({{weight}} bits)',
    weighed: 'same as {{through}} ({{weight}} bits)',
    decision: 'decided the same as {{through}} by {{actor}} on {{at}}{{because}}',
    because: ' (“{{reason}}”)',
    takenBack: {
      reverted:
        'held only by the decision of {{actor}} of {{at}}{{because}} that it is the same as {{through}}, which {{who}} took back on {{when}}: the next matching may split it off',
      kept_apart:
        'held only by the decision of {{actor}} of {{at}}{{because}} that it is the same as {{through}}, which {{who}} decided to keep apart on {{when}}: the next matching will split it off',
    },
    unknown: 'put there by the last run; what held it is no longer known',
    votes: 'other pairs of it: {{above}} above the merge threshold, {{below}} below',
    weakest: 'the weakest tie: the first to go were the merge threshold raised',
    more: '  … and {{left}} more: --limit N',
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
  modelDone: {
    origin: {
      chosen: 'Match model of {{entity}}: version {{version}}, chosen {{at}}',
      last_run: 'Match model of {{entity}}: proposed by the template, trained by the run of {{at}}',
      template: 'Match model of {{entity}}: none yet; the template proposes one at the first matching',
    },
    comparison: '{{name}}: {{comparator}}({{attributes}})',
    level: '  {{name}}: m {{m}}, u {{u}}, {{bits}} bits',
    rules: '{{count}} blocking rules',
    thresholds: 'Merged from {{autoMerge}} bits on, reviewed from {{review}} bits on',
    trains: 'Probabilities are estimated again from these at every matching.',
    problem: 'Not as it should be: {{message}}',
    written: 'Model written to {{out}}',
    columns: 'Columns that Splink’s table needs ([] = a list of texts): {{columns}}',
    dry: 'Read only; nothing was changed. {{entity}}: {{comparisons}} comparisons, {{rules}} blocking rules',
    imported:
      '{{entity}}: version {{version}} with {{comparisons}} comparisons and {{rules}} blocking rules; it applies from the next matching on: orfevre match --project {{project}}',
    notes: 'Not carried over as it is ({{count}}):',
    reset:
      '{{entity}} goes by the template again from the next matching on: orfevre match --project {{project}}',
    notChosen: '{{entity}} goes by the template already.',
    version: '{{mark}} {{version}}  {{at}}  {{actor}}  {{what}}',
    noVersion: 'No model of {{entity}} was ever chosen: it goes by the template.',
    sameAs: 'the same as version {{version}}',
    restored:
      'Version {{from}} of {{entity}} is in force again, as version {{version}}; it applies from the next matching on: orfevre match --project {{project}}',
    what: {
      first: 'chosen',
      reset: 'back to the template',
      template: 'template',
      blockingRules: 'blocking rules',
      comparisons: 'comparisons',
      lookalikes: 'lookalikes',
      prior: 'prior',
      thresholds: 'thresholds',
      guards: 'guards',
      train: 'training',
    },
  },
  adviceDone: {
    head: '{{entity}}: {{records}} records, {{pairs}} pairs to compare, about {{matches}} matches among them',
    rule: '  {{rule}}: {{pairs}} pairs, {{newPairs}} new, {{onlyPairs}} only it makes, {{onlyMatches}} matches only it finds',
    oversized:
      '    {{oversized}} oversized blocks, cut further; the largest: {{size}} records ({{common}}); {{uncut}} pairs otherwise',
    redundant: '    can be dropped: no match would be lost',
    proposals: 'Rules to add ({{tried}} tried):',
    noProposal: 'No rule to add: of the {{tried}} tried, none finds a match that is missed.',
    proposal:
      '  + {{rule}}: {{newPairs}} pairs more, {{adds}} missed matches, {{sure}} of them sure; {{beyond}} that the rules above do not find',
    estimated:
      '  + {{rule}}: {{newPairs}} pairs more, about {{adds}} missed matches (at most {{atMost}}), {{sure}} of them sure; {{beyond}} that the rules above do not find',
    untrained: 'The weights were not learnt from these data: matches are counted with those of the model.',
  },
  trainingDone: {
    trained:
      '{{entity}}: weights learnt in the run of {{at}}, in {{rounds}} rounds on {{pairs}} pairs; about {{matches}} matches',
    untrained: '{{entity}}: weights not learnt in the run of {{at}}: {{reason}}',
    reason: {
      not_asked: 'learning is switched off',
      too_few_pairs: 'too few records',
      too_few_matches: 'too few similar pairs',
      not_converged: 'the learning did not settle',
      degenerate: 'the data do not tell them apart',
    },
    round: '  round {{round}}: change {{change}}, matches {{matches}}, prior {{prior}}',
    level: '  {{name}}: {{bits}} bits (start {{before}}), m {{m}}, u {{u}}',
    lookalike: 'lookalikes {{name}}: {{ratio}} pairs for each match (start {{before}})',
  },
  learnDone: {
    decisions: '{{entity}}: {{links}} pairs decided to be the same, {{apart}} to be kept apart',
    unknown:
      '{{count}} further decisions are on rows that are gone, or on pairs the last matching did not weigh',
    foretold:
      'Decisions foretold wrongly: {{wrongBefore}} by the model as it is, {{wrongAfter}} by one that learned from the others; surprise {{before}} and {{after}} bits a decision',
    reason: {
      too_few: 'Nothing learned: too few decisions (at least 10).',
      one_sided: 'Nothing learned: nearly all decisions say the same (at least 3 of each kind).',
      no_better: 'Nothing learned: what some decisions teach does not foretell the others clearly better.',
    },
    levels: 'Levels that change (m before → after; weight in bits):',
    level: '  {{comparison}} · {{level}}: m {{before}} → {{after}}; {{bitsBefore}} → {{bitsAfter}} bits',
    counts:
      'Pairs heavy enough to merge: {{mergeBefore}} → {{mergeAfter}}; to review: {{reviewBefore}} → {{reviewAfter}}',
    changes: 'Pairs judged otherwise: {{count}} (shown: {{shown}})',
    change: '  records {{left}} and {{right}}: {{before}} → {{after}} bits',
    saved:
      '{{entity}}: saved as version {{version}}; it applies from the next matching on: orfevre match --project {{project}}',
    notSaved: 'Nothing was saved: --save makes it a version of the model.',
  },
  whatIfDone: {
    none: 'No scenario of {{entity}} yet: orfevre what-if run PROJECT NAME --auto-merge=4',
    golden: 'golden (the golden records of {{at}})',
    scenario: '{{name}} ({{basis}}, {{at}})',
    outOfDate: '  out of date: records or decisions have changed since (orfevre what-if again)',
    goldenOutOfDate: '  out of date: records or decisions have changed since (orfevre match)',
    basis: {
      in_force: 'model in force',
      last_run: 'model of the last run',
      template: 'template',
      version: 'version {{version}}',
      given: 'model given',
    },
    thresholds: '  merges from {{autoMerge}} bits, reviews from {{review}} bits',
    people: '  {{records}} records → {{clusters}} golden records (largest: {{largest}} records)',
    pairs: '  pairs: {{merged}} merged, {{review}} to review, {{cut}} kept apart by a guard',
    decisions:
      '  decisions: the weights alone agree with {{agrees}}, doubt {{doubts}}, contradict {{contradicts}}',
    reused: '  the pairs of the last run were enough: none was weighed again',
    from: 'From {{left}} to {{right}}, {{records}} records:',
    unchanged: '  {{people}} unchanged',
    merged: '  {{changes}} merges: {{left}} → {{right}}',
    split: '  {{changes}} splits: {{left}} → {{right}}',
    rearranged: '  {{changes}} rearrangements: {{left}} → {{right}}',
    pairChanges: '  pairs of records: {{gained}} come together, {{lost}} come apart',
    onlyOneSide: '  left out, as only one side knows them: {{left}} and {{right}} records',
    change: {
      merged: '{{label}} ({{records}} records) would be merged: {{left}} → {{right}}',
      split: '{{label}} ({{records}} records) would be split: {{left}} → {{right}}',
      rearranged: '{{label}} ({{records}} records) would be rearranged: {{left}} → {{right}}',
    },
    record: '    {{left}} → {{right}}  {{label}}  {{source}}/{{key}}',
    more: '… {{count}} more changes (--limit)',
    renamed: '{{name}} is now called {{to}}',
    removed: '{{name}} is removed; golden records are as they were.',
    adopted:
      '{{name}} is adopted as version {{version}} of the model; it applies from the next matching on: orfevre match --project {{project}}',
    adoptedTemplate:
      'The template is in force again; it applies from the next matching on: orfevre match --project {{project}}',
    adoptedFixed: 'Its probabilities stay as they are: this version is not trained again.',
    adoptedBefore: 'Nothing to change: that is what is in force.',
  },
  modelNote: {
    column_unknown:
      '  {{subject}}: the column “{{detail}}” is no attribute; say which with --column {{detail}}=ATTRIBUTE',
    condition_unreadable: '  {{subject}}: cannot be read, its pairs go to “{{became}}”: {{detail}}',
    condition_unsupported: '  {{subject}}: nothing here does this, its pairs go to “{{became}}”: {{detail}}',
    condition_nearest: '  {{subject}}: taken for the level “{{became}}”, which comes nearest: {{detail}}',
    levels_joined: '  {{subject}}: one level “{{became}}” here, m and u added up: {{detail}}',
    level_to_rest: '  {{subject}}: no level comes near, its pairs go to “{{became}}”: {{detail}}',
    comparison_left_out: '  {{subject}}: left out',
    comparison_as_conditions: '  {{subject}}: no comparison here does this, its conditions run as they are',
    comparison_split:
      '  {{subject}}: compares two names at once; here {{became}}, with the values every comparison starts from',
    probabilities_missing:
      '  {{subject}}: {{detail}} is not estimated; the values every comparison starts from are taken',
    probabilities_rescaled: '  {{subject}}: {{detail}} did not add up to 1, and was rescaled',
    tf_weight: '  {{subject}}: the weight {{detail}} of the term frequency is taken as {{became}}',
    tf_minimum: '  {{subject}}: the least u of {{detail}} for frequent terms is not carried over',
    rule_unreadable: '  blocking rule left out, it cannot be read: {{subject}}',
    rule_left_out: '  blocking rule left out: {{subject}}',
    rule_wider: '  blocking rule “{{became}}” makes more pairs than: {{subject}}',
    rule_condition_dropped: '  blocking rule “{{became}}” goes by the equal columns only of: {{subject}}',
    rules_kept: '  no blocking rule could be read: those of the present model are kept',
    link_type:
      '  link type {{detail}}: here records of all sources are compared, also with those of their own',
    setting_ignored: '  setting without an equivalent: {{subject}} = {{detail}}',
    from_present_model: '  not in Splink’s settings, taken from the present model: {{detail}}',
    usual_values: '  not in Splink’s settings, the usual values are taken: {{detail}}',
    level_left_out:
      '  {{subject}}: the level “{{detail}}” cannot be said in SQL, its m and u go to “{{became}}”',
    level_nearest: '  {{subject}}: the level “{{detail}}” is about: {{became}}',
    tf_left_out: '  {{subject}}: not adjusted for how common a value is, since it holds lists',
    key_left_out: '  blocking rule “{{subject}}” left out: {{detail}} cannot be said in SQL',
    key_nearest: '  blocking rule “{{subject}}”: {{detail}} is about {{became}}',
    rule_split: '  blocking rule “{{subject}}” makes {{became}} rules',
    lookalike_left_out: '  lookalike “{{subject}}”: Splink tells matches from chance only',
    guards_left_out: '  guards: Splink has none {{detail}}',
    thresholds_left_out:
      '  thresholds {{detail}} bits: given when predicting, as match probabilities {{became}}',
    lists_as_text: '  {{subject}}: SQLite has no lists; give one value per record',
  },
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

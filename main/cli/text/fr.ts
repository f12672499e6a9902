import type { en } from './en.ts';

/** Textes français de la ligne de commande. */
export const fr: typeof en = {
  title:
    'Orfèvre {{version}} – des fiches de référence à partir des fichiers de vos silos, sur ce poste seulement.',
  exitCodes:
    'Partout : --json (un document JSON sur la sortie standard), --lang fr|en, --help.\nCodes de sortie : 0 fait, 1 échec, 2 mauvais usage, 4 projet occupé par un autre processus, 5 trop de lignes en quarantaine.',
  unknownVerb: 'orfevre : le verbe « {{verb}} » n’existe pas.',
  missing: 'il manque : {{name}}',
  cancelled: 'Annulé ; rien n’a été modifié.',
  interrupted:
    'La dernière exécution a été interrompue ({{jobs}}) ; ce qu’elle avait commencé est retiré, rien d’autre n’est perdu.',
  next: 'Ensuite',
  where: 'Où',
  places: {
    file: 'fichier',
    row: 'rang',
    column: 'colonne',
    line: 'ligne',
    source: 'source',
    table: 'table',
    entry: 'élément',
  },
  perSecond: 'lignes/s',
  usage: {
    run: 'orfevre run RECETTE --project FICHIER [--out DOSSIER] [--full | --changes]   tout le travail : import, standardisation, rapprochement, fiches de référence, export',
    suggest:
      'orfevre suggest FICHIER… [--out recette.yml]       propose une recette pour des fichiers que personne n’a décrits',
    import:
      'orfevre import FICHIER… --project FICHIER [--source NOM] [--key COLONNE]… [--partial] [--dry-run]   charge des fichiers ; les nouveaux reçoivent une correspondance proposée',
    match:
      'orfevre match --project FICHIER [--full | --changes]   standardise ce qui a changé, rapproche, fait les fiches de référence ; --full : tout à nouveau, apprentissage compris ; --changes : seulement ce qui a changé, même là où tout est fait d’habitude',
    golden: 'orfevre golden --project FICHIER                   applique de nouveau les règles de survie',
    export: 'orfevre export --project FICHIER --out DOSSIER     écrit les exports et leur manifeste',
    recipe:
      'orfevre recipe PROJET [--out FICHIER] | --schema   le projet en recette, ou le schéma JSON des recettes',
    model:
      'orfevre model show|training|advise|learn|versions|reset|export|import|restore PROJET [--entity E] [--file F] [--version N] [--splink [--dialect duckdb|spark|sqlite] [--column COLONNE=ATTRIBUT]…] [--dry-run] [--save]   le modèle de rapprochement : le lire, le sortir, en reprendre un (de Splink aussi), revenir en arrière\n  training             comment le dernier passage a appris ses poids, tour par tour\n  advise [--file F]    compter les paires de chaque règle de blocage, proposer des règles à ajouter ou à ôter\n  learn [--save]       ce que les décisions apprennent au modèle, avant et après',
    'what-if':
      'orfevre what-if list|run|diff|again|rename|delete|adopt PROJET   ce que donneraient d’autres modèles ou seuils, côte à côte ; les fiches de référence restent telles quelles\n  run    NOM [--from in-force|last-run|template | --version N | --model FICHIER] [--auto-merge=BITS] [--review=BITS] [--max-cluster N] [--shared-contacts N]\n  diff   A B [--kind merged|split|rearranged] [--search TEXTE] [--limit N]   deux scénarios, personne par personne ; golden désigne les fiches de référence d’aujourd’hui\n  again  NOM                                          d’après les enregistrements et les décisions d’aujourd’hui\n  rename NOM NOUVEAU · delete NOM\n  adopt  NOM                                          choisit son modèle, dès le prochain rapprochement\n  [--entity NOM]',
    serve:
      'orfevre serve [PROJET] [--port N] [--open]         l’application dans le navigateur, sur 127.0.0.1, avec un jeton',
    relations:
      'orfevre relations PROJET [--golden ID] [--entity E]   les relations entre fiches distinctes : foyers, sites d’une organisation ; toutes avec --json, ou par un export',
    lineage: 'orfevre lineage ID [ATTRIBUT] --project FICHIER    d’une valeur à ses cellules d’origine',
    explain:
      'orfevre explain ID --project FICHIER [--limit N]   pourquoi chaque enregistrement est dans sa fiche de référence',
    check:
      'orfevre check PROJET                               intégrité, compte des lignes, table de passage, chaîne d’audit',
    evaluate:
      'orfevre evaluate PROJET --truth FICHIER            précision, rappel et F1 contre une vérité connue',
    accuracy:
      'orfevre accuracy start|next|label|result PROJET    précision et rappel sans vérité : un échantillon à l’aveugle, que vous étiquetez\n  start  [--entity NOM] [--size 20…2000] [--seed N]    tire les paires\n  next   [--limit N] [--out FICHIER.csv]               les paires à étiqueter, sans leur poids\n  label  PAIRE same|different|unsure, ou --from FICHIER.csv (colonnes pair, answer)\n  result                                              les mesures et leurs intervalles de confiance à 95 %\n  [--sample ID] pour un autre échantillon que le dernier',
    decide:
      'orfevre decide link|keep-apart SOURCE/CLÉ SOURCE/CLÉ --project FICHIER [--reason TEXTE]   une décision qui tient à chaque passage',
    sample:
      'orfevre sample DOSSIER [--people N] [--seed N]     écrit les fichiers de l’exemple, avec la vérité',
    demo: 'orfevre demo [--dir DOSSIER] [--people N]          le travail principal sur l’exemple, noté',
  },
  stage: {
    hash: 'Vérification',
    import: 'Import',
    standardise: 'Standardisation',
    'match.encode': 'Lecture des valeurs de',
    'match.block': 'Recherche des paires de',
    'match.train': 'Apprentissage sur',
    'match.weigh': 'Pesée des paires de',
    'match.read': 'Lecture des paires de',
    'match.cluster': 'Regroupement de',
    'match.write': 'Écriture des paires de',
    'advise.block': 'Groupes de',
    'advise.train': 'Apprentissage de',
    'advise.count': 'Compte des paires de',
    'advise.propose': 'Essai de règles pour',
    'match.identify': 'Identifiants de référence de',
    golden: 'Fiches de référence de',
    export: 'Écriture',
    sample: 'Fabrication de l’exemple',
  },
  way: {
    changes:
      '  seul ce qui a changé a été rapproché : {{came}} enregistrements arrivés, {{gone}} disparus ({{share}} des enregistrements depuis le dernier rapprochement complet)',
    full: {
      asked: '  tout a été rapproché à nouveau, comme demandé',
      first: '  tout a été rapproché : il n’y avait encore rien sur quoi s’appuyer',
      model_changed:
        '  tout a été rapproché à nouveau : le modèle de rapprochement de {{entity}} n’est plus le même',
      values_changed:
        '  tout a été rapproché à nouveau : les valeurs de {{entity}} sont faites autrement qu’avant',
      small: '  tout a été rapproché : il y a trop peu d’enregistrements pour que moins en vaille la peine',
      much_changed:
        '  tout a été rapproché à nouveau : {{entity}} a beaucoup changé depuis le dernier rapprochement complet',
      rows_returned:
        '  tout a été rapproché à nouveau : des lignes de {{entity}} qui avaient disparu sont revenues',
      block_grew:
        '  tout a été rapproché à nouveau : beaucoup des nouveaux enregistrements ont une même valeur',
    },
  },
  run: {
    found: 'Trouvé',
    source:
      '  {{name}} : {{read}} lignes lues, {{loaded}} chargées, {{quarantined}} mises de côté{{changes}}',
    changes: ' ({{new}} nouvelles, {{changed}} changées, {{unchanged}} inchangées, {{gone}} disparues)',
    skipped: '  {{name}} : le même fichier que la dernière fois',
    drift: '    colonnes : {{text}}',
    renamed: '{{from}} s’appelle maintenant {{to}}',
    addedColumn: '{{column}} ajoutée',
    missingColumn: '{{column}} manquante',
    golden:
      '  {{entity}} : {{records}} enregistrements → {{golden}} fiches de référence (la plus grande : {{largest}} enregistrements)',
    ids: '    identifiants : {{created}} créés, {{merged}} fusionnés, {{split}} séparés, {{restored}} rétablis, {{unchanged}} inchangés',
    doubtful: 'Douteux',
    review: '  {{entity}} : {{review}} paires à revoir, {{cut}} tenues séparées par un garde-fou',
    issues: '  {{count}} valeurs avec une anomalie ; le plus souvent {{list}}',
    decisionWaiting: '  une décision attend, une de ses lignes n’étant plus là : {{kind}} {{left}} {{right}}',
    nothing: '  rien',
    remark: '  {{text}}',
    nextTitle: 'Ensuite',
    nextReview: '  revoir les paires douteuses, ou en décider avec `orfevre decide`',
    nextQuarantine:
      '  regarder les lignes mises de côté : les corriger dans le fichier et l’importer de nouveau',
    nextCheck: '  orfevre check {{project}}',
    written: 'Écrit dans {{out}} : {{files}}',
    seconds: 'En {{total}} s ({{stages}})',
  },
  suggestDone: {
    written: 'Recette écrite dans {{out}}',
    source:
      '  {{name}} : {{rows}} lignes, prise pour {{entity}} (sûr à {{sure}}), {{mapped}} colonnes sur {{columns}} mises en correspondance, clé : {{key}}',
    noKey: 'numéro de ligne',
    next: 'La lire, la corriger si besoin, puis : orfevre run {{out}} --project PROJET.orfevre --out DOSSIER',
  },
  importDone: {
    mapped:
      '    nouvelle source, mise en correspondance avec {{entity}} comme proposé : {{mapped}} colonnes sur {{columns}}',
    next: 'Ensuite : orfevre match --project {{project}}',
    dry: 'Compté seulement ; rien n’a été modifié.',
  },
  stale: 'Rien à faire : tout est à jour.',
  checkDone: {
    ok: 'bon',
    failed: 'ÉCHEC',
    pending: 'en attente',
    good: 'Le projet est sain.',
    bad: 'Le projet n’est pas sain.',
  },
  relationsDone: {
    count: 'Relations entre fiches : {{count}}',
    line: '  {{goldenId}} – {{otherId}}  {{kind}}, {{percent}} %',
    kind: {
      household: 'même foyer ou lieu de travail',
      parent_and_child: 'parent et enfant',
      twins: 'jumeaux',
      sites: 'sites d’une même organisation',
      neighbours: 'voisins',
      variants: 'variantes',
    },
    unknown:
      'Le dernier rapprochement, fait par une version antérieure, n’a pas cherché de relations : relancez-le.',
    more: 'Les {{listed}} premières sont montrées ; --json les donne toutes.',
  },
  lineageDone: {
    value: '{{attribute}} = {{value}}   (règle : {{rule}})',
    origin: '  {{file}}{{table}}, ligne {{row}}, source {{source}} (clé {{key}})',
    cell: '    {{column}} = {{raw}}',
    step: '    {{operation}} : {{input}} → {{output}}',
    none: '  saisie par un intendant',
    blank: '∅',
  },
  explainDone: {
    head: '{{goldenId}} (enregistrements : {{total}}), dans l’ordre où ils se sont joints :',
    line: '  {{member}} : {{tie}}',
    founder: 'le fondateur, un bout du lien le plus fort',
    pair: 'même que {{through}} : {{evidence}} ({{weight}} bits)',
    weighed: 'même que {{through}} ({{weight}} bits)',
    decision: 'décidé même que {{through}} par {{actor}} le {{at}}{{because}}',
    because: ' (« {{reason}} »)',
    takenBack: {
      reverted:
        'tenu seulement par la décision de {{actor}} du {{at}}{{because}} qu’il est le même que {{through}}, retirée par {{who}} le {{when}} : le prochain rapprochement peut l’en détacher',
      kept_apart:
        'tenu seulement par la décision de {{actor}} du {{at}}{{because}} qu’il est le même que {{through}}, que {{who}} a décidé de tenir séparé le {{when}} : le prochain rapprochement l’en détachera',
    },
    unknown: 'mis là par le dernier passage ; ce qui le tenait n’est plus connu',
    votes: 'ses autres paires : {{above}} au-dessus du seuil de fusion, {{below}} au-dessous',
    weakest: 'le lien le plus faible : le premier à céder si le seuil de fusion montait',
    more: '  … et {{left}} de plus : --limit N',
  },
  evaluateDone: {
    line: '{{name}} : précision {{precision}}, rappel {{recall}}, F1 {{f1}}',
    pairwise: 'Par paires',
    bcubed: 'B-cube',
    records: '{{records}} enregistrements dans la vérité, {{missing}} absents de la table de passage',
  },
  accuracyDone: {
    started:
      'Échantillon {{uid}} : {{size}} paires tirées parmi {{population}}\nLes étiqueter : orfevre accuracy next PROJET',
    fewer: 'Il n’y a pas d’autres paires : {{asked}} étaient demandées.',
    pair: 'Paire {{pair}} : {{left}}  |  {{right}}',
    listed:
      '{{pairs}} paires à étiqueter écrites dans {{out}} : remplir la colonne answer avec same, different ou unsure',
    progress: 'Échantillon {{uid}} : {{labelled}} paires étiquetées sur {{size}}',
    precision: 'Précision',
    recall: 'Rappel',
    figure: '{{name}} : {{value}}, entre {{low}} et {{high}} (confiance à 95 %)',
    unknown: '{{name}} : inconnu, aucune paire de ce genre n’est étiquetée',
    labels:
      '{{labelled}} paires étiquetées sur {{size}} : {{same}} identiques, {{different}} différentes, {{unsure}} que personne n’a su dire (laissées de côté)',
    gone: '{{gone}} paires étiquetées ont une ligne qui n’est plus là ; elles ne comptent pas.',
    unseen:
      'Le rappel porte sur les paires comparées et gardées : celles qu’aucune règle de blocage n’a rapprochées ne sont pas vues.',
    unseenBelow:
      'Le rappel porte sur les paires gardées, à partir de {{bits}} bits : les plus légères, et celles qu’aucune règle de blocage n’a rapprochées, ne sont pas vues.',
    otherRun: 'L’échantillon vient du rapprochement du {{at}} ; les paires apparues depuis n’y sont pas.',
    biased:
      'Des réponses de cet échantillon étaient des décisions lors de ce rapprochement : les mesures sont trop belles. Tirez un nouvel échantillon.',
  },
  decideDone: {
    done: 'Noté ; cela tient dès le prochain rapprochement : orfevre match --project {{project}}',
  },
  recipeDone: { written: 'Recette écrite dans {{out}}' },
  modelDone: {
    origin: {
      chosen: 'Modèle de rapprochement de {{entity}} : version {{version}}, choisie le {{at}}',
      last_run:
        'Modèle de rapprochement de {{entity}} : proposé par le gabarit, entraîné au passage du {{at}}',
      template:
        'Modèle de rapprochement de {{entity}} : aucun encore ; le gabarit en propose un au premier rapprochement',
    },
    comparison: '{{name}} : {{comparator}}({{attributes}})',
    level: '  {{name}} : m {{m}}, u {{u}}, {{bits}} bits',
    rules: '{{count}} règles de blocage',
    thresholds: 'Fusion dès {{autoMerge}} bits, revue dès {{review}} bits',
    trains: 'Les probabilités sont estimées de nouveau à partir de celles-ci à chaque rapprochement.',
    problem: 'À corriger : {{message}}',
    written: 'Modèle écrit dans {{out}}',
    columns: 'Colonnes que la table de Splink doit avoir ([] = une liste de textes) : {{columns}}',
    dry: 'Lu seulement ; rien n’a été modifié. {{entity}} : {{comparisons}} comparaisons, {{rules}} règles de blocage',
    imported:
      '{{entity}} : version {{version}}, {{comparisons}} comparaisons et {{rules}} règles de blocage ; elle vaut dès le prochain rapprochement : orfevre match --project {{project}}',
    notes: 'Non repris tel quel ({{count}}) :',
    reset:
      '{{entity}} suit de nouveau le gabarit dès le prochain rapprochement : orfevre match --project {{project}}',
    notChosen: '{{entity}} suit déjà le gabarit.',
    version: '{{mark}} {{version}}  {{at}}  {{actor}}  {{what}}',
    noVersion: 'Aucun modèle de {{entity}} n’a été choisi : il suit le gabarit.',
    sameAs: 'identique à la version {{version}}',
    restored:
      'La version {{from}} de {{entity}} est de nouveau en vigueur, comme version {{version}} ; elle vaut dès le prochain rapprochement : orfevre match --project {{project}}',
    what: {
      first: 'choisi',
      reset: 'retour au gabarit',
      template: 'gabarit',
      blockingRules: 'règles de blocage',
      comparisons: 'comparaisons',
      lookalikes: 'sosies',
      prior: 'probabilité a priori',
      thresholds: 'seuils',
      guards: 'garde-fous',
      train: 'apprentissage',
    },
  },
  adviceDone: {
    head: '{{entity}} : {{records}} enregistrements, {{pairs}} paires à comparer, environ {{matches}} correspondances parmi elles',
    rule: '  {{rule}} : {{pairs}} paires, {{newPairs}} nouvelles, {{onlyPairs}} qu’elle seule fait, {{onlyMatches}} correspondances qu’elle seule trouve',
    oversized:
      '    {{oversized}} groupes trop grands, redécoupés ; le plus grand : {{size}} enregistrements ({{common}}) ; {{uncut}} paires sans cela',
    redundant: '    peut être ôtée : aucune correspondance ne serait perdue',
    proposals: 'Règles à ajouter ({{tried}} essayées) :',
    noProposal:
      'Aucune règle à ajouter : des {{tried}} essayées, aucune ne trouve de correspondance qui manque.',
    proposal:
      '  + {{rule}} : {{newPairs}} paires de plus, {{adds}} correspondances manquées, dont {{sure}} sûres ; {{beyond}} que les règles ci-dessus ne trouvent pas',
    estimated:
      '  + {{rule}} : {{newPairs}} paires de plus, environ {{adds}} correspondances manquées (au plus {{atMost}}), dont {{sure}} sûres ; {{beyond}} que les règles ci-dessus ne trouvent pas',
    untrained:
      'Les poids ne sont pas appris de ces données : les correspondances sont comptées avec ceux du modèle.',
  },
  trainingDone: {
    trained:
      '{{entity}} : poids appris au passage du {{at}}, en {{rounds}} tours sur {{pairs}} paires ; environ {{matches}} correspondances',
    untrained: '{{entity}} : poids non appris au passage du {{at}} : {{reason}}',
    reason: {
      not_asked: 'l’apprentissage est coupé',
      too_few_pairs: 'trop peu d’enregistrements',
      too_few_matches: 'trop peu de paires semblables',
      not_converged: 'l’apprentissage ne s’est pas stabilisé',
      degenerate: 'les données ne les distinguent pas',
    },
    round:
      '  tour {{round}} : changement {{change}}, correspondances {{matches}}, probabilité a priori {{prior}}',
    level: '  {{name}} : {{bits}} bits (départ {{before}}), m {{m}}, u {{u}}',
    lookalike: 'sosies {{name}} : {{ratio}} paires par correspondance (départ {{before}})',
  },
  learnDone: {
    decisions: '{{entity}} : {{links}} paires décidées identiques, {{apart}} à garder séparées',
    unknown:
      '{{count}} autres décisions portent sur des lignes disparues, ou sur des paires que le dernier rapprochement n’a pas pesées',
    foretold:
      'Décisions mal prédites : {{wrongBefore}} par le modèle tel qu’il est, {{wrongAfter}} par un modèle instruit par les autres décisions ; surprise de {{before}} et {{after}} bits par décision',
    reason: {
      too_few: 'Rien n’est appris : trop peu de décisions (il en faut au moins 10).',
      one_sided:
        'Rien n’est appris : presque toutes les décisions vont dans le même sens (il en faut au moins 3 de chaque sorte).',
      no_better:
        'Rien n’est appris : ce qu’enseignent les unes ne prédit pas nettement mieux les autres décisions.',
    },
    levels: 'Niveaux qui changent (m avant → après ; poids en bits) :',
    level: '  {{comparison}} · {{level}} : m {{before}} → {{after}} ; {{bitsBefore}} → {{bitsAfter}} bits',
    counts:
      'Paires assez lourdes pour fusionner : {{mergeBefore}} → {{mergeAfter}} ; à revoir : {{reviewBefore}} → {{reviewAfter}}',
    changes: 'Paires jugées autrement : {{count}} (affichées : {{shown}})',
    change: '  enregistrements {{left}} et {{right}} : {{before}} → {{after}} bits',
    saved:
      '{{entity}} : enregistré comme version {{version}} ; il s’applique dès le prochain rapprochement : orfevre match --project {{project}}',
    notSaved: 'Rien n’a été enregistré : --save en fait une version du modèle.',
  },
  whatIfDone: {
    none: 'Aucun scénario de {{entity}} pour l’instant : orfevre what-if run PROJET NOM --auto-merge=4',
    golden: 'golden (les fiches de référence du {{at}})',
    scenario: '{{name}} ({{basis}}, {{at}})',
    outOfDate: '  périmé : des enregistrements ou des décisions ont changé depuis (orfevre what-if again)',
    goldenOutOfDate: '  périmées : des enregistrements ou des décisions ont changé depuis (orfevre match)',
    basis: {
      in_force: 'modèle en vigueur',
      last_run: 'modèle du dernier passage',
      template: 'gabarit',
      version: 'version {{version}}',
      given: 'modèle donné',
    },
    thresholds: '  réunit dès {{autoMerge}} bits, propose dès {{review}} bits',
    people: '  {{records}} enregistrements → {{clusters}} fiches de référence (la plus grande : {{largest}})',
    pairs: '  paires : {{merged}} réunies, {{review}} à revoir, {{cut}} tenues séparées par un garde-fou',
    decisions:
      '  décisions : les poids seuls en approuvent {{agrees}}, hésitent sur {{doubts}}, en contredisent {{contradicts}}',
    reused: '  les paires du dernier passage ont suffi : aucune n’a été pesée de nouveau',
    from: 'De {{left}} à {{right}}, {{records}} enregistrements :',
    unchanged: '  {{people}} inchangées',
    merged: '  {{changes}} réunions : {{left}} → {{right}}',
    split: '  {{changes}} séparations : {{left}} → {{right}}',
    rearranged: '  {{changes}} recompositions : {{left}} → {{right}}',
    pairChanges: '  paires d’enregistrements : {{gained}} se réunissent, {{lost}} se séparent',
    onlyOneSide: '  laissés de côté, connus d’un seul côté : {{left}} et {{right}} enregistrements',
    change: {
      merged: '{{label}} ({{records}} enregistrements), à réunir : {{left}} → {{right}}',
      split: '{{label}} ({{records}} enregistrements), à séparer : {{left}} → {{right}}',
      rearranged: '{{label}} ({{records}} enregistrements), à recomposer : {{left}} → {{right}}',
    },
    record: '    {{left}} → {{right}}  {{label}}  {{source}}/{{key}}',
    more: '… encore {{count}} changements (--limit)',
    renamed: '{{name}} s’appelle désormais {{to}}',
    removed: '{{name}} est retiré ; les fiches de référence sont telles quelles.',
    adopted:
      '{{name}} est adopté comme version {{version}} du modèle ; elle vaut dès le prochain rapprochement : orfevre match --project {{project}}',
    adoptedTemplate:
      'Le gabarit est de nouveau en vigueur, dès le prochain rapprochement : orfevre match --project {{project}}',
    adoptedFixed: 'Ses probabilités restent telles quelles : cette version n’est plus entraînée.',
    adoptedBefore: 'Rien à changer : c’est ce qui est en vigueur.',
  },
  modelNote: {
    column_unknown:
      '  {{subject}} : la colonne « {{detail}} » n’est aucun attribut ; dire lequel par --column {{detail}}=ATTRIBUT',
    condition_unreadable: '  {{subject}} : illisible, ses paires vont à « {{became}} » : {{detail}}',
    condition_unsupported:
      '  {{subject}} : rien ici ne le fait, ses paires vont à « {{became}} » : {{detail}}',
    condition_nearest: '  {{subject}} : pris pour le niveau « {{became}} », le plus proche : {{detail}}',
    levels_joined: '  {{subject}} : un seul niveau « {{became}} » ici, m et u ajoutés : {{detail}}',
    level_to_rest:
      '  {{subject}} : aucun niveau n’en est proche, ses paires vont à « {{became}} » : {{detail}}',
    comparison_left_out: '  {{subject}} : laissée de côté',
    comparison_as_conditions:
      '  {{subject}} : aucune comparaison d’ici ne fait cela, ses conditions s’exécutent telles quelles',
    comparison_split:
      '  {{subject}} : compare deux noms à la fois ; ici {{became}}, avec les valeurs de départ de toute comparaison',
    probabilities_missing:
      '  {{subject}} : {{detail}} n’est pas estimé ; les valeurs de départ de toute comparaison sont prises',
    probabilities_rescaled: '  {{subject}} : la somme de {{detail}} n’était pas 1, elle y a été ramenée',
    tf_weight: '  {{subject}} : le poids {{detail}} de la fréquence des valeurs est pris pour {{became}}',
    tf_minimum: '  {{subject}} : le plus petit u de {{detail}} pour les valeurs fréquentes n’est pas repris',
    rule_unreadable: '  règle de blocage laissée de côté, illisible : {{subject}}',
    rule_left_out: '  règle de blocage laissée de côté : {{subject}}',
    rule_wider: '  la règle de blocage « {{became}} » fait plus de paires que : {{subject}}',
    rule_condition_dropped:
      '  la règle de blocage « {{became}} » ne retient que les colonnes égales de : {{subject}}',
    rules_kept: '  aucune règle de blocage n’a pu être lue : celles du modèle présent sont gardées',
    link_type:
      '  type de lien {{detail}} : ici tous les enregistrements sont comparés, ceux d’une même source aussi',
    setting_ignored: '  réglage sans équivalent : {{subject}} = {{detail}}',
    from_present_model: '  absent des réglages de Splink, pris du modèle présent : {{detail}}',
    usual_values: '  absent des réglages de Splink, valeurs habituelles : {{detail}}',
    level_left_out:
      '  {{subject}} : le niveau « {{detail}} » ne se dit pas en SQL, ses m et u vont à « {{became}} »',
    level_nearest: '  {{subject}} : le niveau « {{detail}} » est à peu près : {{became}}',
    tf_left_out: '  {{subject}} : sans ajustement à la fréquence des valeurs, puisque ce sont des listes',
    key_left_out: '  règle de blocage « {{subject}} » laissée de côté : {{detail}} ne se dit pas en SQL',
    key_nearest: '  règle de blocage « {{subject}} » : {{detail}} est à peu près {{became}}',
    rule_split: '  la règle de blocage « {{subject}} » fait {{became}} règles',
    lookalike_left_out: '  sosies « {{subject}} » : Splink ne distingue que les vraies paires et le hasard',
    guards_left_out: '  garde-fous : Splink n’en a pas {{detail}}',
    thresholds_left_out: '  seuils de {{detail}} bits : à donner à la prédiction, en probabilités {{became}}',
    lists_as_text: '  {{subject}} : SQLite n’a pas de listes ; donner une valeur par enregistrement',
  },
  serveDone: {
    listening: 'À l’écoute sur {{url}}\nOuvrir : {{link}}\nJeton : {{token}}\nArrêter avec Ctrl C.',
    readOnly:
      '{{project}} est ouvert en lecture seule : un autre processus le tient, ou il ne peut être écrit.',
  },
  sampleDone: { written: '{{people}} personnes, {{records}} enregistrements écrits dans {{dir}}' },
  demoDone: {
    title:
      'Démonstration sur {{people}} personnes fabriquées ({{records}} enregistrements), notée contre la vérité',
    engine: 'Orfèvre',
    baseline: 'Référence naïve (mêmes nom et date de naissance, ou même e-mail)',
    line: '  {{name}} : précision {{precision}}, rappel {{recall}}, F1 {{f1}}',
    files:
      'À regarder dans {{dir}} : project.orfevre, recipe.yml, truth.csv, out/golden.csv, out/crosswalk.csv, out/manifest.json',
  },
};

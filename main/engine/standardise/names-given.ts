import { memoise } from './memo.ts';
import { foldKey } from './text.ts';

/** Given names of France (INSEE's most given since 1930, and those of its communities), as fold keys. */
const FRENCH = `
aaron abdallah abdel abdelkader abdellah abderrahmane abel achille adam adama adele adeline adelaide adem adrian adriana adrien adrienne agathe agnes
ahmed aicha aime aimee alain alan alban albane albert alberte albertine aldo alejandro alessandro alessia alessio alex alexandra alexandre alexane alexia alexis
alfred ali alice alicia alienor aline alison alix aliya allan alphonse alya alyssa amadou amandine amaury ambre ambroise amel amelia amelie amina aminata amine amir amira
amy ana anabelle anael anaelle anais anastasia anatole andre andrea andree ange angel angela angele angelina angeline angelique anissa anita anna annabelle annaelle anne annette
annick annie anouk anselme anthony antoine antoinette antonin antonio antony apolline archibald ariane aristide arlette armand armande armelle arnaud arsene arthur assia astrid
athenais aubin aude audrey augusta auguste augustin augustine aurelia aurelie aurelien aurore auxane ava avril axel axelle aya ayoub aymeric
baptiste baptistine barbara bastien basile baudouin beatrice benedicte benjamin benoit berangere berenice bernadette bernard bertille bertrand berthe bettina bilal blaise blanche blandine
bleuenn boris boubacar brahim brandon brice brigitte bruno bryan brieuc cameron camelia camille candice capucine carine carla carmen carol carole caroline cassandra cassandre
catherine cathy cecile cecilia cedric celestin celestine celia celine cerise cesar chantal charlene charles charlie charline charlotte charly chaima cheikh cherif chiara chloe christelle christel christian christiane christina christine
christophe christopher claire clara clarisse claude claudette claudie claudine claudia clea clelia clemence clement clementine cleo clothilde clotilde clovis colette coline colin come constance constant constantin coralie corentin corinne corine cosette cyprien cyril cyrille cyrielle
dalila damien daniel daniele danielle danny daphne david davy deborah delphine denis denise desire desiree diana diane didier diego dimitri djamel djamila djibril dominique donatien dora doriane dorian dorothee driss dylan
edgar edgard edith edmond edmonde edouard edwige edwin eileen elea eleanore eleonore elena eliane elias elie eliette eline elio eliot eliott elisa elisabeth elise elisee ella elliot elodie eloi eloise elouan elsa elvire elyse elza emeline emeric emile emilie emilien emilienne emma emmanuel emmanuelle emmy emy enora enzo erica eric erik erika ernest ernestine erwan erwann esteban estelle esther ethan etienne etiennette eugene eugenie eva evan ewan ewen evelyne evelyn ezio
fabien fabienne fabio fabrice fabricio fadila faical fanny fantine farah farid farida faouzi fatiha fatima fatma fatou fatoumata faustine faustin felicie felicien felicite felix ferdinand fernand fernande fiona firmin flavie flavien fleur flora flore florence florent florentin florentine florian floriane florine fouad franca france francette francine francis francisca franck francky francois francoise franz fred frederic frederick frederique fulbert
gabin gabriel gabriela gabrielle gaelle gael gaetan gaetane garance gaspard gaston gauthier gautier gemma genevieve geoffrey geoffroy georges georgette georgina gerald geraldine gerard germain germaine gervais ghislain ghislaine gilbert gilberte gildas gilles gina ginette gisele gislaine giulia gladys godefroy gontran goulven gracieuse gratien gregoire gregory gerome guenaelle guewen guillaume guillemette gustave guy guylaine gwenael gwenaelle gwendal gwendoline gwenola gwladys
habib hadrien hakim halima hamid hamza hanna hannah hanane harmonie haroun harold hassan hassiba hector helena helene heloise henri henriette henrique herve hicham hilaire hilda hind hippolyte honore honorine horace hortense houda hubert huguette hugo hugues hyacinthe
ibrahim ibrahima ibtissam idriss idris ignace ilan ilana ilian iliana ilias ilona ilyes ilyas iman imane imran ines ingrid irene iris irma isaac isabel isabelle isaure isidore ismael ismail issa ivan ivana izia
jack jackie jackson jacky jacob jacqueline jacques jade jamal jamel jamila jannick janine janis jasmine jason jawad jayden jean jeanne jeannette jeannine jeannot jennifer jenny jeremie jeremy jerome jessica jessy jimmy joachim joan joana joaquim joel joelle joevin joffrey johan johann johanna johanne johnny jonas jonathan jordan jordane joris jose josee joseph josephe josephine josette joshua josiane josselin josyane juan jude judicael judith jules julia julian juliana julie julien julienne juliette julius june justin justine
kader kais kamel kamila kamilia karim karima karen karin karine karl katia katell kathleen kathy kawtar kelly kenny kenza kevin khadija khaled khalid kilian killian kim kimberly klara kyllian kylian
laetitia laeticia laila lamia lana landry lara larissa lassana laszlo latifa laura laure laureen laureline laurelenn laurence laurent laurentine laurette laurie laurine laurianne lea leandre leane leana leila lena lenaic lenny leo leon leonard leonardo leonce leone leonie leonore leontine leopold leslie letitia leticia leyla lia liam liana lidia lila lilas lili lilia lilian liliane lilly lilou lily lina linda line lino lio lionel lisa lise lisandro liv livia livio liz loan loane loanne lois loic lola lorena lorenzo lorette lorie lorraine lou louane louanne loubna louis louise louison louisa louka loukas loup louna lounis luc luca lucas lucette lucie lucien lucienne lucile lucille ludivine ludovic luigi luis luna lya lyana lydia lydie lyam lyna lysandre
mabel macha maddy madeleine madeline madison mado mael maelle maelie maeline maelys maeva magali magalie magdalena magdeleine mahamadou mahaut maiwenn maite malak malek malika malia malik malo malone mamadou mandy manel manon manuel manuela marc marceau marcel marcelin marceline marcelle marco margaux margaret margot margaux margo margerie marguerite maria mariam mariama mariana mariane marianne marie marielle mariette marilou marilyn marilyne marin marina marine marion marius marjolaine marjorie marlene marley maroua marouane mars marthe martial martin martine maryam maryline maryse maryvonne marwa marwan mathias mathieu mathilda mathilde mathis mathurin mathys matheo mateo matteo matilda matis matisse matthias matthieu matt maud maude maurice mauricette maurine max maxence maxim maxime maximilien maximin may maya mayline maylis maelis medhi medine mehdi melanie melina melinda melissa mélodie melody meline melvin melvyn menahem mercedes meryem mia micael micheal michael michaela michel michele micheline michelle mickael miguel mike mikael mila milan milo milena mina mira mireille miriam moise mohamed mohammed mohand moncef monica monique morad morgan morgane mouhamed mounia mounir mourad moussa muguette muriel murielle mustapha myriam mylene myrtille
nabil nabila nadege nadia nadine nadir nael nahel naim naima najat nans naomi narcisse nassim nasser natacha natasha natalia nathalie nathalia nathan nathanael nawal nawel neil nelly nelson nestor nicolas nicole nicolle nikita nils nina nino noa noah noam noe noel noelle noelie noeline noemie noella nolan nolwenn nora norah norbert norman nour noura nouria nourdine nyna
oceane octave octavie odette odile odilon olga olive oliver olivia olivier olympe omar ombeline ondine oriane ornella orlane oscar othmane othman ottilie ouassim oumar oumou owen
pablo pacome paloma pamela paola paolo pascal pascale pascaline patrice patricia patrick paul paula paule paulette pauline pedro penelope perceval perle perrine pervenche peter philemon philibert philippe philippine philomene pierre pierrette pierrick pol prisca priscilla priscille prosper prudence prune
quentin quitterie rachel rachid rachida radia rafael rafaela raoul raouf raphael raphaelle raymond raymonde rayan rayane rebecca regine reginald regis reine remi remy renaud renan renata rene renee reynald riad ricardo richard rita riyad robert roberte roberto robin rodolphe rodrigue rodrigo roger rokia roland rolande romain romaric romane romeo romuald romy ronan roni rosa rosalie rosalinde rose roseline rosemarie rosine rosy roxane roxanne ruben rudy ruth ryan
saad sabah sabine sabri sabrina sacha said saida salah salim salima salma salome salomon salvatore sam samantha sami samia samir samira samson samuel samy sana sandra sandrine sandro sandy santiago santino sara sarah sasha saskia sauveur savannah scarlett sebastien segolene selena selene selim selma selena sephora serena serge sergio servane severine severin shana shanna shaina sharon sheila sherine shirley sibylle sid sidney sidonie silvia silvio simeon simon simone sixtine soazic sofia sofian sofiane soha sohan solal solange solene solenn solenne solveig sonia sophia sophie soraya soren souad souhail soufiane soukaina stanislas steeve steeven stella stephan stephane stephanie stephen steve steven suzanne suzie suzy sven svetlana swann sybille sylvain sylvaine sylvere sylvestre sylvette sylvia sylviane sylvie sylvette
tamara tanguy tania tao tara tarek tatiana tea teddy terence teresa teva thais thalia thea thelma theo theodora theodore theophane theophile theotime therese thibaud thibault thibaut thiebaud thierry thimeo thomas tiago tian tibere tifany tiffany tim timeo timothe timothee timothy tina tino titouan tobias tom toma tomas toni tony toufik tristan tugdual tyron tymeo tessa
ugo ulysse urbain ursula ursule valentin valentina valentine valere valerian valeriane valerie valery vanessa vanina vadim venceslas vera veronique vianney vicente victoire victor victoria victorien victorine vincent vincente vincianne violaine violette virgil virgile virginie vitalie vivian viviane vivien vivienne vladimir
wael waffa wafa walid walter wanda warren wassim wendy wenceslas werner wilfrid wilfried william willy wissam xavier xaviere xena yacine yacoub yael yan yanis yann yannick yannis yasmina yasmine yasin yassin yassine yoann yohan yohann yolande yoan yoel yola yona younes youcef youness youri youssef youssouf ysaline ysee yuna yvan yves yvette yvon yvonne yvonnick
zacharie zahra zahia zakaria zaineb zeineb zelie zelia zephyr zia zineb zinedine zita zoe zohra zora zoulikha`;

/** English-speaking countries, Germany, Spain, Italy, Portugal, the Netherlands, Poland: common ones, as fold keys. */
const OTHERS = `
abby abigail abraham adele aiden aidan albert alec alexander alfie alfred alisha alison allison allen alyssa amanda amber amelia amy andrew andy angela angus anita ann annabel anne annie anthony april archie aria arnold ashley ashleigh ashton austin ava avery
bailey barbara barry beatrice becky bella ben benjamin bernadette bernard bernice beth bethany betty beverly bill billy blake bob bobby bonnie bradley brad brandon brenda brendan brett brian bridget brittany brock brooke bruce bryan bryce byron caitlin caleb callum calvin cameron campbell candice carl carla carly carol caroline carolyn carrie carter casey catherine cathy chad charles charlie charlotte chelsea cheryl chester chloe chris christian christina christine christopher cindy claire clara clarence clark claudia clayton clifford clinton cody cole colin connie connor conor cooper corey courtney craig crystal curtis cynthia
daisy dakota dale damian daniel danielle darcy daren darren dave david dawn dean deborah debra denise dennis derek diana diane dominic don donald donna doris dorothy doug douglas duncan dustin dwayne dylan earl eddie edgar edith edward edwin eileen elaine eleanor eli elijah elizabeth ella ellen ellie elliot elsie emily emma eric erica erin ernest esther ethan ethel eugene eva evan evelyn evie ezra
faith felicity finlay finn flora florence frances francis frank fred freddie frederick freya gareth gary gavin gemma gene geoffrey george georgia georgina gerald gertrude gillian gina gladys glen glenn gloria gordon grace graeme graham grant greg gregory guy gwen hailey hamish hannah harley harold harriet harrison harry harvey hayden hayley hazel heather heidi helen henry herbert holly howard hudson hugh hunter ian imogen india irene iris isaac isabel isabella isabelle isaiah isla ivan ivy
jack jackie jackson jacob jacqueline jade jai jaime jake james jamie jane janet janice jared jasmine jason jay jayden jean jeff jeffrey jemma jenna jennifer jenny jeremiah jeremy jerry jesse jessica jill jim jimmy joan joanna joanne jocelyn jodie joe joel john johnathan johnny jon jonathan jordan joseph josh joshua joyce juan judith judy julia julian julie june justin kaitlin kaitlyn kane karen kate katelyn katherine kathleen kathryn kathy katie katrina kay kayla keira keith kelly ken kenneth kerry kevin kieran kim kimberley kimberly kirsten kirsty kurt kyle kylie
lachlan lance larry laura lauren laurie lawrence leah lee leo leon leonard leslie lewis liam lila lillian lily linda lindsay lisa lloyd logan lois lola lorraine louis louise lucas lucia lucinda lucy luke lydia lynda lynn lynne mackenzie maddison madeleine madison makayla malcolm marcus margaret maria marie marilyn marion marjorie mark marlene marsha marshall martha martin marvin mary mason matilda matt matthew maureen max maxwell maya megan meghan melanie melissa melvin mia michael michaela michelle miguel mike mikayla mildred miles millie milton miranda mitchell molly monica morgan nancy naomi natalie natasha nate nathan nathaniel neil nelson nicholas nick nicola nicole nigel noah noel nora norman oliver olivia oscar owen
pamela patricia patrick paul paula pauline penelope penny percy perry peter phil philip phillip phoebe phyllis poppy preston priscilla quinn rachael rachel ralph randall randy ray raymond rebecca reece reginald reuben rhonda rhys richard rick ricky riley rita rob robbie robert roberta robin robyn rod rodney roger roland ron ronald ronnie rory rosa rose rosemary ross roy ruby rupert russell ruth ryan ryder sally sam samantha samuel sandra sara sarah sasha scarlett scott sean sebastian seth shane shannon sharon shaun shawn sheila shelby shelley shirley sidney sienna simon simone skye sonia sophia sophie spencer stacey stacy stan stanley stella stephanie stephen steve steven stewart stuart summer susan suzanne sydney sylvia tahlia talia tamara tammy tanya tara taylor teresa terence terry thelma theo theodore theresa thomas tiffany tim timothy tina toby todd tom tommy toni tony tracey tracy travis trent trevor tristan troy tyler tyson valerie vanessa vera veronica vicki victor victoria vincent viola violet virginia vivian wade wallace walter wanda warren wayne wendy wesley will william willow wilson xander yvonne zac zach zachary zara zoe
andreas anja anke annegret annika antje anton astrid bernd bernhard birgit bjorn brigitta carsten christa christoph claus detlef dieter dietmar dirk dorothea eberhard eckhard elfriede elke ernst erich erwin felix frank franz franziska friedrich fritz gabriele georg gerd gerda gerhard gisela gottfried gudrun gunter gunther gustav hannelore hannes hans harald hartmut heike heiko heiner heinrich heinz helga helmut henrik herbert hermann hildegard holger horst inge ingeborg ingo jan jens joachim jochen johann johannes jorg jurgen jutta kai karin karl karsten kathrin katharina katja katrin klaus konrad kristin kurt lars lena leonie lothar ludwig lukas lutz manfred marcel markus marlies martina matthias mathias melanie michaela moritz nadine nina norbert olaf oliver otto peter petra philipp rainer ralf reiner reinhard renate rolf roland rudiger rudolf rudi ruth sabine sandra sebastian siegfried sigrid silke silvia sonja stefan stefanie steffen susanne sven tanja theodor thorsten tobias torsten udo ulf ulrich ulrike ursula ute uwe vera volker waltraud werner wilhelm wolfgang wolfram
adriana agustin alba alberto alejandra alejandro alfonso alfredo alicia alonso alvaro amparo andres angel angeles antonia antonio arturo asuncion beatriz begona belen blanca carlos carmen carolina catalina cayetano cesar clara concepcion conchita consuelo cristian cristina cristobal daniela diego dolores eduardo elena emilio encarnacion enrique ernesto esperanza esteban eugenia eva federico felipe fernando francisca francisco gabriela gerardo gloria gonzalo guadalupe guillermo gustavo hector hernan ignacio inmaculada ines isabel ismael ivan jaime javier jesus jimena joaquin jordi jorge jose josefa juan juana julio laia leonor lorena lourdes lucia luis luisa manuel manuela marcos margarita maria mariano mario marisol marta mateo matias mercedes miguel miriam monica montserrat natalia nerea nicolas nuria oscar pablo paloma paula pedro pilar rafael ramon raquel raul ricardo roberto rocio rodrigo rosario ruben salvador santiago sara sergio silvia sofia soledad susana teresa tomas vicente victor xavier yolanda
alessandra alessandro alessia andrea angelo anna antonella antonio bruno carlo carmela caterina chiara claudia claudio corrado daniela daniele dario davide domenico edoardo elena elisa emanuele enrico enzo fabio federica federico filippo flavia francesca francesco franco gabriele gaetano giacomo gianluca gianni giorgia giorgio giovanna giovanni giulia giuliano giulio giuseppe giuseppina graziella guido ilaria laura leonardo lorenzo luca luciano luigi luisa marcello marco margherita maria mario martina massimo matteo maurizio michele mirella nicola paola paolo patrizia piero pietro raffaele raffaella renato riccardo roberto rosanna salvatore sara sergio silvia simona simone stefania stefano tommaso umberto valentina valerio vincenzo vittoria vittorio
afonso ana andre anabela antonio armando augusto beatriz bernardo bruno carlos catarina celia cristina diogo duarte eduardo elisabete emanuel fatima fernanda fernando filipa filipe francisco goncalo graca gustavo helena henrique hugo ines isabel joana joao joaquim jorge jose leonor luis luisa mafalda manuel marco margarita margarida maria mario marta miguel nuno paula paulo pedro rafael ricardo rita rodrigo rosa rui sandra sara sergio sofia susana teresa tiago vasco vera
agnieszka andrzej barbara bartosz beata dariusz ewa grzegorz jacek jan jerzy joanna katarzyna krzysztof lukasz maciej magdalena malgorzata marcin marek mariusz marta michal monika pawel piotr rafal robert ryszard stanislaw tadeusz tomasz wojciech zbigniew zofia
anneke bart bram daan dirk femke frans gerrit hendrik henk ineke jan janneke jasper jeroen johan joost joris kees koen lieke maarten marijke marieke martijn niels pieter rik ruud saskia sander sjoerd thijs tjeerd wim wouter willem`;

/** Given names that are also among the commonest family names: little evidence for either. */
const ALSO_FAMILY = new Set(
  `adam adrien albert alexandre alexis allain alain andre antoine arnaud arthur auguste aubin baptiste barthelemy benoit bernard bertrand blaise blanche blanchard bruno camille charles christian
christophe clement colin come constant cyrille daniel david denis dominique edmond etienne eugene fabre felix fernandez ferdinand florent fleur francois gabriel gaillard gaspard gautier gauthier
georges gerard germain gervais gilbert gilles girard gonzalez gregoire guillaume guy henri henry herve hilaire honore hubert hugues humbert imbert jacob jacques jacquot jean joly jordan joseph josse jourdan jules julien lambert
laurent leger leon leonard lionel louis loup luc lucas mallet marc marcel marchand marin martin martial mathieu mathis maurice maurin michel millet morin nicolas noel olivier pascal paul perrin perret philippe pierre prosper raymond
remy renaud rene richard robert robin roger roland rolland rose roux salomon samson samuel sebastien serge simon sylvestre tanguy theodore thibault thierry thomas tristan valentin vidal victor vincent vivien xavier yves
aaron abraham allen ali anthony arnold ashley austin bailey barry benjamin black blake bradley brooke bruce bryant campbell carter casey chester clark clarence clayton cole cooper craig curtis dale davis dean douglas duncan earl edwards ellis
francis frank fraser gordon graham grace grant gray hamilton harley harrison harvey hayes hayden henry holly howard hudson hunter jackson james jay jordan joseph kay keith kelly kennedy kim lane lawrence lee lewis lloyd logan lynn marshall mason maxwell
mitchell morgan morris murray nelson noel norman owen parker paul perry peter peters preston quinn ralph ray reece reed reid riley robin ross roy russell ryan ryder scott spencer stanley stewart stuart taylor terry thomas todd tyler tyson wade wallace walter ward warren wayne wesley wilson west
alonso franco garcia marco marcos mario martin salvador santiago vicente bruno gallo leone rosario santos ruiz ernst otto franz friedrich fritz gunther heinrich hermann jacob jahn karl konrad kurt lorenz ludwig lutz moritz nathan paul peters reinhardt rudolph simon stefan ulrich walter werner wilhelm
ibrahim hassan hussein said salah amara brahim diallo omar moussa bilal benali kone issa mohamed ahmed khaled salem cheikh cherif hamid hamza abdallah nguyen
france dora prudence delphin paulin desire juin mars avril janvier constantin claude gilles line constance clovis dimanche gay fiore paris marie`
    .split(/\s+/)
    .map(foldKey),
);

/** Of those, the ones met far more often as given names. */
const MOSTLY_GIVEN = new Set(
  (
    'thomas nicolas mathieu marie claude jean paul pierre louis julien antoine david daniel guillaume vincent clement olivier ' +
    'philippe lucas charles camille denis francois alexandre alexis baptiste benjamin bruno christian dominique etienne florent ' +
    'georges gilles guy jacques joseph jules luc marc nathan pascal rene sebastien serge tristan valentin victor xavier yves ' +
    'andre alain albert arnaud arthur christophe eugene felix gabriel gerard gaspard henri jordan lionel maurice noel raymond ' +
    'robin roger theodore aaron james anthony francis frank ashley bailey brooke holly grace keith ryan craig bruce peter harry ' +
    'henry leon leo austin blake bradley caleb dale dean duncan earl graham harley hudson jackson joseph kelly lewis logan ' +
    'neil norman oliver owen ralph ray riley ross roy russell scott spencer stanley stuart terry tyler tyson wayne wesley ' +
    'alonso mario bruno santiago salvador vicente stefan werner karl kurt ludwig moritz nathan mohamed ahmed omar moussa ' +
    'ibrahim hassan khaled hamza hamid edmond hubert gauthier constance prudence delphin france gay basile'
  ).split(' '),
);

const KNOWN = new Set(
  `${FRENCH} ${OTHERS}`
    .split(/\s+/)
    .filter((name) => name !== '')
    .map(foldKey),
);
/** Second parts that only follow another given name. */
const FIRST_OF_COMPOUND = new Set('jean marie anne pierre paul louis charles'.split(' '));
const HYPHENATED = new Set('jean marie anne'.split(' '));

/** Names as above with one letter left out, for finding those one slip away (deletion neighbourhood, Garbe 2012). */
const SHORTENED = new Set([...KNOWN].filter((name) => name.length >= 5).flatMap(shortenings));

function shortenings(name: string): string[] {
  return [...name].map((_, index) => name.slice(0, index) + name.slice(index + 1));
}

/** One letter more, less, other or transposed makes it a known given name: Vaenssa, Romaain, Agthe. */
const resemblesGivenName = memoise((key: string): boolean => {
  if (key.length < 5 || key.length > 20) return false;
  return (
    SHORTENED.has(key) ||
    shortenings(key).some((short) => SHORTENED.has(short) || (short.length >= 5 && KNOWN.has(short)))
  );
}, 20_000);

export type GivenNameStrength = 0 | 1 | 1.2 | 1.4 | 2;

/**
 * How much a word, as a fold key (`jean`, `jean pierre`), looks like a given name: 2 certainly, 1.4 rather than a family
 * name (Thomas), 1.2 one slip away from one, 1 as likely a family name (Martin), 0 not known.
 */
export function givenNameStrength(key: string): GivenNameStrength {
  if (KNOWN.has(key)) return ofKnown(key);
  if (!key.includes(' ')) return resemblesGivenName(key) ? 1.2 : 0;
  const [first = '', ...rest] = key.split(' ');
  if (!KNOWN.has(first) || !rest.every((part) => KNOWN.has(part) || part.length === 1)) return 0;
  if (FIRST_OF_COMPOUND.has(first)) return 2;
  return ofKnown(
    key
      .split(' ')
      .reduce(
        (weakest, part) => (KNOWN.has(part) && ofKnown(part) < ofKnown(weakest) ? part : weakest),
        first,
      ),
  );
}

function ofKnown(key: string): GivenNameStrength {
  if (!ALSO_FAMILY.has(key)) return 2;
  return MOSTLY_GIVEN.has(key) ? 1.4 : 1;
}

/** On the list, as it stands. */
export function isKnownGivenName(key: string): boolean {
  return givenNameStrength(key) !== 0 && givenNameStrength(key) !== 1.2;
}

/** Jean Pierre, Marie Claude, Anne Sophie: one given name in France, written with or without hyphen. */
export function isFrenchCompound(first: string, second: string): boolean {
  return HYPHENATED.has(first) && first !== second && KNOWN.has(second);
}

const SPACED_COMPOUND_FIRST = new Set(
  'mary maria jose juan luis ana hans karl miguel francisco gian billy'.split(' '),
);
const SPACED_COMPOUND_SECOND = new Set(
  'ann anne jo lou beth jose luis carlos antonio maria manuel miguel francisco pablo peter heinz jurgen dieter josef angel angeles carmen pilar dolores teresa luisa isabel belen javier ramon jesus paula sofia lee bob ray franco piero carlo enrique fernando alberto ignacio'.split(
    ' ',
  ),
);

/** José Luis, Mary Ann, Hans Peter: compound given names written with a space. */
export function isSpacedCompound(first: string, second: string): boolean {
  return SPACED_COMPOUND_FIRST.has(first) && SPACED_COMPOUND_SECOND.has(second);
}

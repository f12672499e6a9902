/**
 * Small word lists to recognise what a column holds when its header does not say. Frequent words only: a column is
 * judged by the share of its values that are known, so the lists need not be complete.
 */
const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Frequent given names of France and its neighbours, the English-speaking world and the Maghreb; folded. */
export const GIVEN_NAMES = set(`
marie jean pierre michel andre philippe alain bernard jacques daniel patrick christian nicolas christophe frederic
laurent stephane david pascal eric olivier thierry julien sebastien gerard dominique francois bruno vincent antoine
alexandre thomas maxime kevin romain guillaume anthony benjamin lucas hugo louis gabriel arthur jules adam raphael leo
nathan ethan paul theo mathis matheo enzo clement quentin florian valentin jeremy mathieu matthieu jerome cedric ludovic
gilles xavier yves serge claude rene roger robert marcel georges henri maurice raymond lucien gaston emile albert
charles louise alice emma jade lea manon chloe camille sarah lola ines clara julie marine pauline laura celine aurelie
emilie sophie nathalie isabelle sylvie catherine martine christine francoise monique nicole jacqueline jeanne
genevieve helene veronique sandrine stephanie virginie valerie corinne patricia brigitte annie chantal evelyne
michele michelle danielle josiane colette yvette paulette simone madeleine marguerite suzanne germaine denise odette
therese odile agnes anne claire charlotte juliette lucie mathilde margaux eva zoe anais oceane amandine elodie melanie
audrey delphine karine caroline laetitia fabienne muriel beatrice florence bernadette ginette gisele arlette liliane
mohamed mohammed ahmed ali youssef karim rachid said omar hassan hussein ibrahim mustapha abdel fatima aicha khadija
yasmine samira nadia leila amina malika karima nabil samir mehdi amine bilal hamza ayoub rayan imane sofia lina noah
liam oliver elijah william james benjamin lucas henry john joseph michael matthew richard edward george thomas charles
christopher andrew joshua ryan brian kevin steven timothy jason jeffrey scott eric stephen jonathan larry justin brandon
gregory samuel frank alexander patrick jack dennis jerry tyler aaron jose adam nathan zachary douglas peter kyle walter
harold jeremy carl keith roger arthur terry sean austin noel dylan jordan bryan billy bruce ralph gary mark donald
kenneth ronald anthony mary patricia jennifer linda elizabeth barbara susan jessica karen sarah lisa nancy betty sandra
margaret ashley kimberly emily donna carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy
kathleen angela shirley brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria
heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan
cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella
julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori
harry jake callum lewis jamie connor ella mia lily isla freya poppy daisy molly lachlan mitchell bailey joel cooper
hans peter klaus jurgen uwe wolfgang andreas stefan michael thomas markus christian matthias dieter helmut gerhard
manfred horst karl heinz ralf bernd jens sven tobias jan lukas felix maximilian leon finn jonas elias ursula monika
petra sabine renate helga karin brigitte ingrid erika andrea gisela susanne claudia birgit heike anja katrin nicole
jose antonio juan manuel francisco luis javier miguel angel carlos jesus pedro alejandro rafael sergio pablo fernando
jorge alberto diego carmen ana isabel dolores pilar teresa rosa cristina marta elena lucia raquel mercedes beatriz
giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo
marco andrea luca matteo alessandro davide anna giuseppina rosa angela giovanna teresa lucia carmela francesca
caterina chiara giulia sara federica valentina joao paulo rui tiago goncalo ines joana jan piet kees willem pieter
anneke sanne daan sem bram lotte piotr krzysztof andrzej tomasz pawel marcin anna katarzyna agnieszka malgorzata
johan erik lars anders mikael karl nils bjorn ole astrid ingrid kari dmitri sergei ivan olga natalia tatiana irina
wei li ming hong anh minh raj priya sanjay anil sunita amit rahul deepak mamadou moussa ousmane fatou aminata
`);

/** First words of a street line, or words inside it, folded. */
export const STREET_WORDS = set(`
rue avenue av ave boulevard bd bld blvd bvd place pl allee allees all impasse imp chemin che chem route rte quai cours
square sq passage pass residence res lotissement lot sentier ruelle faubourg fbg voie villa hameau esplanade promenade
venelle clos rond mail parvis street st road rd lane ln drive dr court ct crescent cres terrace tce close circuit cct
way parade pde highway hwy parkway pkwy blvd square broadway strasse str weg platz allee gasse ring damm calle c avda
avenida plaza paseo camino carretera ronda via viale vle piazza corso largo vicolo strada straat laan plein gracht kade
rua travessa praca estrada ulica ul gatan vagen gate vej place walk grove gardens hill row mews green boulevard
`);

/** Words that name an organisation, folded. */
export const ORGANISATION_WORDS = set(`
sa sas sasu sarl eurl snc sci scop selarl gie ei eirl scea gaec ets etablissements societe ste groupe association
mairie commune ville departement region hopital clinique pharmacie boulangerie restaurant hotel garage cabinet agence
ecole lycee college universite institut centre center club federation fondation syndicat cooperative holding
entreprise transports batiment services service conseil consulting informatique industrie industries international
distribution immobilier assurances banque bank credit caisse ltd limited plc llc llp inc incorporated corp corporation
co company companies gmbh ag kg ohg ug ev mbh srl spa sl slu sau bv nv vof sprl bvba asbl ab oy as aps group trust
school church university hospital clinic store shop market cafe bar grill pizza pizzeria bistro brasserie deli
delicatessen diner kitchen house inn lounge tavern academy daycare childcare learning child care head start
foundation society council department office bureau agency systems technologies technology solutions software media
design studio auto motors construction supermarche supermarket carrefour
`);

/** Large cities, folded. */
export const CITIES = set(`
paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon
angers nimes villeurbanne clermont-ferrand le-mans aix-en-provence brest tours amiens limoges annecy perpignan metz
besancon orleans rouen mulhouse caen nancy argenteuil montreuil roubaix tourcoing avignon poitiers versailles pau
courbevoie creteil colombes cannes antibes calais beziers bourges quimper valence troyes niort chambery lorient
bruxelles brussels anvers antwerp gand liege namur charleroi geneve zurich lausanne bale basel berne luxembourg monaco
london manchester birmingham leeds glasgow liverpool bristol sheffield edinburgh cardiff belfast dublin leicester
coventry nottingham newcastle plymouth southampton reading derby wolverhampton portsmouth norwich york oxford cambridge
new-york los-angeles chicago houston phoenix philadelphia san-antonio san-diego dallas san-jose austin san-francisco
seattle denver boston detroit atlanta miami las-vegas portland baltimore memphis sydney melbourne brisbane perth
adelaide canberra toronto montreal vancouver ottawa berlin hamburg munchen munich koln frankfurt stuttgart dusseldorf
dortmund essen leipzig bremen dresden hannover nurnberg wien vienna madrid barcelona valencia sevilla zaragoza malaga
bilbao roma rome milano milan napoli torino palermo genova bologna firenze venezia lisboa porto amsterdam rotterdam
utrecht den-haag eindhoven warszawa krakow praha budapest stockholm oslo kobenhavn helsinki casablanca rabat tunis alger
dakar abidjan
`);

/** Titles, folded, without the dot. */
export const TITLES = set(`
m mr mme mlle mrs ms miss mister monsieur madame mademoiselle mm mmes m.mme m/mme m&mme mme/m dr docteur doctor me
maitre pr prof professeur professor herr frau hr fr fraulein sr sra srta senor senora don dona sig signor signora
sig.ra dott dott.ssa dhr mevr mw de-heer mevrouw pan pani sir lady lord rev mx he she
`);

/** Codes and words for the sex, folded. */
export const SEXES =
  set(`m f h w v x u i 1 2 0 9 homme femme male female masculin feminin man woman men women mann frau
mannlich weiblich maennlich divers hombre mujer masculino femenino maschio femmina uomo donna man vrouw garcon fille
autre other unknown inconnu nb non-binary unspecified`);

/** Countries as they stand in files, besides ISO codes; folded. */
export const COUNTRIES = set(`
france belgique belgium suisse switzerland luxembourg allemagne germany deutschland espagne spain espana italie italy
italia portugal pays-bas netherlands nederland royaume-uni united-kingdom angleterre england great-britain uk irlande
ireland etats-unis united-states usa u.s.a. united-states-of-america canada maroc morocco algerie algeria tunisie
tunisia senegal cote-d'ivoire cameroun pologne poland polska roumanie romania autriche austria osterreich danemark
denmark suede sweden norvege norway finlande finland grece greece turquie turkey chine china japon japan inde india
australie australia bresil brazil brasil mexique mexico russie russia schweiz oesterreich monaco martinique guadeloupe
guyane reunion la-reunion mayotte corse france-metropolitaine new-zealand
`);

/** French towns with one of their postcodes, largest first (weights fall as 1/√rank: people are less uneven than names). */
export interface Town {
  readonly postcode: string;
  readonly city: string;
}

const towns = (text: string): readonly Town[] =>
  text
    .trim()
    .split(/\s*[|\n]\s*/u)
    .filter(Boolean)
    .map((entry) => ({ postcode: entry.slice(0, 5), city: entry.slice(6) }));

export const TOWNS: readonly Town[] = towns(`
75011 Paris|75015 Paris|75018 Paris|75020 Paris|75013 Paris|75012 Paris|75017 Paris|75016 Paris|75019 Paris|75014 Paris
13008 Marseille|13001 Marseille|13012 Marseille|13005 Marseille|69003 Lyon|69007 Lyon|69008 Lyon|69001 Lyon|69009 Lyon|31000 Toulouse
31200 Toulouse|31400 Toulouse|06000 Nice|06200 Nice|44000 Nantes|44300 Nantes|34000 Montpellier|34070 Montpellier|67000 Strasbourg|67100 Strasbourg
33000 Bordeaux|33800 Bordeaux|59000 Lille|59800 Lille|35000 Rennes|35700 Rennes|51100 Reims|83000 Toulon|42000 Saint-Étienne|76600 Le Havre
38000 Grenoble|38100 Grenoble|21000 Dijon|49000 Angers|49100 Angers|30000 Nîmes|30900 Nîmes|69100 Villeurbanne|63000 Clermont-Ferrand|13100 Aix-en-Provence
29200 Brest|72000 Le Mans|80000 Amiens|37000 Tours|87000 Limoges|74000 Annecy|92100 Boulogne-Billancourt|57000 Metz|66000 Perpignan|25000 Besançon
45000 Orléans|93200 Saint-Denis|76000 Rouen|95100 Argenteuil|93100 Montreuil|68100 Mulhouse|54000 Nancy|14000 Caen|59100 Roubaix|59200 Tourcoing
92000 Nanterre|94400 Vitry-sur-Seine|94000 Créteil|84000 Avignon|86000 Poitiers|92600 Asnières-sur-Seine|92700 Colombes|93300 Aubervilliers|78000 Versailles|93600 Aulnay-sous-Bois
06400 Cannes|17000 La Rochelle|64000 Pau|06600 Antibes|94500 Champigny-sur-Marne|62100 Calais|33700 Mérignac|34500 Béziers|68000 Colmar|83700 Saint-Raphaël
18000 Bourges|29000 Quimper|26000 Valence|92400 Courbevoie|59650 Villeneuve-d'Ascq|83500 La Seyne-sur-Mer|33600 Pessac|94200 Ivry-sur-Seine|95000 Cergy|92500 Rueil-Malmaison
10000 Troyes|82000 Montauban|02100 Saint-Quentin|79000 Niort|85000 La Roche-sur-Yon|56100 Lorient|56000 Vannes|77000 Melun|77100 Meaux|91000 Évry-Courcouronnes
95200 Sarcelles|78500 Sartrouville|73000 Chambéry|49300 Cholet|11100 Narbonne|11000 Carcassonne|53000 Laval|06800 Cagnes-sur-Mer|13200 Arles|13500 Martigues
01000 Bourg-en-Bresse|90000 Belfort|60000 Beauvais|81000 Albi|28000 Chartres|22000 Saint-Brieuc|35400 Saint-Malo|51000 Châlons-en-Champagne|41000 Blois|19100 Brive-la-Gaillarde
65000 Tarbes|08000 Charleville-Mézières|44600 Saint-Nazaire|69200 Vénissieux|47000 Agen|40000 Mont-de-Marsan|24000 Périgueux|16000 Angoulême|36000 Châteauroux|71100 Chalon-sur-Saône
71000 Mâcon|58000 Nevers|03000 Moulins|03200 Vichy|03100 Montluçon|15000 Aurillac|43000 Le Puy-en-Velay|48000 Mende|12000 Rodez|46000 Cahors
32000 Auch|09000 Foix|05000 Gap|04000 Digne-les-Bains|07000 Privas|26200 Montélimar|42300 Roanne|39000 Lons-le-Saunier|70000 Vesoul|88000 Épinal
55000 Bar-le-Duc|52000 Chaumont|89000 Auxerre|27000 Évreux|61000 Alençon|50000 Saint-Lô|50100 Cherbourg-en-Cotentin|62000 Arras|62200 Boulogne-sur-Mer|62300 Lens
59300 Valenciennes|59500 Douai|59140 Dunkerque|59400 Cambrai|02000 Laon|76200 Dieppe|14100 Lisieux|29600 Morlaix|22300 Lannion|22100 Dinan
56300 Pontivy|35500 Vitré|35300 Fougères|44110 Châteaubriant|85100 Les Sables-d'Olonne|17100 Saintes|17200 Royan|33120 Arcachon|33500 Libourne|40100 Dax
64100 Bayonne|64200 Biarritz|64400 Oloron-Sainte-Marie|31800 Saint-Gaudens|81100 Castres|34200 Sète|30100 Alès|84200 Carpentras|84100 Orange|13300 Salon-de-Provence
83300 Draguignan|83400 Hyères|06500 Menton|06130 Grasse|05100 Briançon|74100 Annemasse|74200 Thonon-les-Bains|74300 Cluses|01100 Oyonnax|38200 Vienne
38300 Bourgoin-Jallieu|69400 Villefranche-sur-Saône|42400 Saint-Chamond|63200 Riom|63300 Thiers|19000 Tulle|23000 Guéret|86100 Châtellerault|37500 Chinon|41100 Vendôme
45200 Montargis|45500 Gien|77300 Fontainebleau|77130 Montereau-Fault-Yonne|78200 Mantes-la-Jolie|78100 Saint-Germain-en-Laye|91300 Massy|91120 Palaiseau|92130 Issy-les-Moulineaux|92160 Antony
92120 Montrouge|92200 Neuilly-sur-Seine|92300 Levallois-Perret|93160 Noisy-le-Grand|93500 Pantin|93700 Drancy|94100 Saint-Maur-des-Fossés|94300 Vincennes|94800 Villejuif|95300 Pontoise
60200 Compiègne|60100 Creil|67500 Haguenau|67600 Sélestat|68300 Saint-Louis|57100 Thionville|57200 Sarreguemines|57600 Forbach|54300 Lunéville|88100 Saint-Dié-des-Vosges
20000 Ajaccio|20200 Bastia|97400 Saint-Denis|97410 Saint-Pierre|97200 Fort-de-France|97110 Pointe-à-Pitre|97300 Cayenne|13400 Aubagne|30200 Bagnols-sur-Cèze|49400 Saumur
72200 La Flèche|53100 Mayenne|44800 Saint-Herblain|44400 Rezé|33400 Talence|33130 Bègles|31700 Blagnac|31770 Colomiers|69500 Bron|38400 Saint-Martin-d'Hères
14700 Falaise|27200 Vernon|28100 Dreux|36100 Issoudun|80100 Abbeville|62400 Béthune|59600 Maubeuge|08200 Sedan|51200 Épernay|10100 Romilly-sur-Seine
21200 Beaune|25200 Montbéliard|39100 Dole|71200 Le Creusot|73100 Aix-les-Bains|73200 Albertville|26100 Romans-sur-Isère|07100 Annonay|12100 Millau|12200 Villefranche-de-Rouergue
`);

/** Family names, most frequent first: the frequency falls roughly as 1/rank (Zipf). */
const list = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s*\|\s*|\s*\n\s*/u)
    .filter(Boolean);

export const FAMILY_NAMES: readonly string[] = list(`
Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy|Roux|David
Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller|Lefèvre|Faure|André|Mercier|Blanc
Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia|Perrin|Robin|Clément|Morin|Nicolas|Henry|Roussel|Mathieu
Gautier|Masson|Marchand|Duval|Denis|Dumont|Marie|Lemaire|Noël|Meyer|Dufour|Meunier|Brun|Blanchard|Giraud|Joly
Rivière|Lucas|Brunet|Gaillard|Barbier|Arnaud|Martinez|Gérard|Roche|Renard|Schmitt|Roy|Leroux|Colin|Vidal|Caron
Picard|Roger|Fabre|Aubert|Lemoine|Renaud|Dumas|Lacroix|Olivier|Philippe|Bourgeois|Pierre|Benoît|Rey|Leclerc|Payet
Rolland|Leclercq|Guillaume|Lecomte|Lopez|Jean|Dupuy|Guillot|Hubert|Berger|Carpentier|Sanchez|Dupuis|Moulin|Louis|Deschamps
Huet|Vasseur|Perez|Boucher|Fleury|Royer|Klein|Jacquet|Adam|Paris|Poirier|Marty|Aubry|Guyot|Carré|Charles
Renault|Charpentier|Ménard|Maillard|Baron|Bertin|Bailly|Hervé|Schneider|Fernandez|Le Gall|Collet|Léger|Bouvier|Julien|Prévost
Millet|Perrot|Daniel|Le Roux|Cousin|Germain|Breton|Besson|Langlois|Rémy|Le Goff|Pelletier|Lévêque|Perrier|Leblanc|Barré
Lebrun|Marchal|Weber|Mallet|Hamon|Boulanger|Jacob|Monnier|Michaud|Rodriguez|Guichard|Gillet|Étienne|Grondin|Poulain|Tessier
Chevallier|Collin|Chauvin|Da Silva|Bouchet|Gay|Lemaître|Bénard|Maréchal|Humbert|Reynaud|Antoine|Hoarau|Perret|Barthélemy|Cordier
Pichon|Lejeune|Gilbert|Lamy|Delaunay|Pasquier|Carlier|Laporte|Dos Santos|Ferreira|Rodrigues|Pereira|Fernandes|Gomes|Lopes|Martins
Gros|Buisson|Pons|Blondel|Bigot|Vallée|Costa|Pineau|Mahé|Delmas|Besnard|Ribeiro|Alves|Joubert|Pires|Ferrand
Albert|Wagner|Fischer|Hoffmann|Ruiz|Gonzalez|Hernandez|Navarro|Torres|Moreno|Romero|Molina|Ortega|Nunes|Teixeira|Carvalho
Nguyen|Tran|Pham|Le Van|Phan|Huynh|Diallo|Traoré|Diarra|Coulibaly|Sow|Cissé|Konaté|Camara|Keita|N'Diaye
Ba|Sissoko|Touré|Koné|Mbaye|Benali|Ben Salah|Bouzid|Haddad|Saïdi|Belkacem|Hamdi|Cherif|Mansouri|Amrani|Zerrouki
El Amrani|El Idrissi|Ait Ahmed|Boukhalfa|Brahimi|Khelifi|Ouali|Meziane|Toumi|Yilmaz|Kaya|Demir|Öztürk|Çelik|Rossi|Ferrari
Esposito|Bianchi|Romano|Ricci|Colombo|Kowalski|Nowak|Wisniewski|Wojcik|Lewandowski|Ivanov|Petrov|Popescu|Ionescu|Wang|Chen
Li|Zhang|Singh|Kumar|Levy|Cohen|Azoulay|Benhamou|Sarkissian|Papadopoulos|O'Connor|Smith|Dijkstra|Van den Berg|Vandamme|Vandenbroucke
De Oliveira|De Sousa|D'Angelo|Di Marco|Della Rocca|De la Cruz|Saint-Martin|Saint-Pierre|De la Fontaine|De Rochefort|Du Plessis|D'Aubigny|De Villiers|Des Moulins|D'Hondt|De Backer
Le Bihan|Le Bras|Le Corre|Le Floch|Le Guen|Le Meur|Le Breton|Le Grand|Le Borgne|Guéguen|Cadiou|Kervella|Quéméneur|Tanguy|Riou|Jaouen
Hénaff|Morvan|Rivoallan|Prigent|Abgrall|Cloarec|Gourvennec|Salaün|Etcheverry|Etchegaray|Iriart|Harispe|Bidart|Casanova|Santoni|Luciani
Mattei|Paoli|Orsini|Agostini|Kieffer|Zimmermann|Schaeffer|Baumann|Kessler|Metzger|Wolff|Becker|Roth|Walter|Lang|Koch
Decroix|Delattre|Delcourt|Delannoy|Dhondt|Descamps|Deleplanque|Duquesne|Lesage|Lenoir|Lebon|Leconte|Lecoq|Ledoux|Lelièvre|Lepage
Letellier|Levasseur|Loiseau|Lombard|Maillot|Malet|Mangin|Marion|Marquet|Marteau|Masse|Maurin|Maury|Mayer|Mazet|Merle
Mignot|Millot|Mollet|Monet|Montagne|Moret|Munier|Naudin|Neveu|Nivet|Pages|Parent|Pascal|Paul|Peltier|Pernet
Peyre|Philippon|Picot|Pinto|Poisson|Pommier|Potier|Pottier|Poulet|Prat|Prigent-Le Gall|Proust|Raymond|Raynal|Regnier|Renou
Ricard|Rigaud|Rivet|Rocher|Roques|Rossignol|Rouger|Rougier|Rouxel|Sabatier|Salmon|Samson|Sauvage|Seguin|Serre|Simonet
Tardy|Techer|Texier|Thibault|Thierry|Tissot|Toussaint|Turpin|Valentin|Valette|Vallet|Verdier|Verger|Vernet|Vial|Vigneron
Villard|Voisin|Allain|Allard|Alliot|Ancel|Arnould|Astier|Auger|Avril|Bailleul|Ballet|Barbe|Bardet|Baudin|Baudry
Bazin|Beaufils|Beaumont|Bellanger|Benoist|Bérard|Berthelot|Berthier|Besse|Billard|Binet|Blin|Bodin|Boivin|Bon|Bonneau
Bonnin|Bossard|Bouquet|Bourdon|Bourgoin|Boutin|Brault|Briand|Brossard|Bruneau|Buffet|Camus|Cantin|Cartier|Chapuis|Charrier
Chartier|Chatelain|Chauveau|Chrétien|Combes|Constant|Corre|Coste|Cottin|Coulon|Courtois|Couturier|Cros|Dallet|Darras|Daumas
Debray|Delage|Delahaye|Delorme|Deniau|Devaux|Didier|Diot|Doucet|Drouet|Duchêne|Duclos|Dufresne|Duhamel|Dumoulin|Dupin
Dupré|Durieux|Dutertre|Esnault|Evrard|Fayolle|Ferré|Ferry|Fouquet|Fouché|Foulon|Fréchet|Gallet|Gallois|Garreau|Gaudin
Gautheron|Genin|Geoffroy|Gibert|Girault|Godard|Goujon|Grandjean|Granger|Gras|Grenier|Grimaud|Guibert|Guignard|Guillet|Guillou
Guyon|Hardy|Hébert|Hamel|Imbert|Jacquemin|Jacquot|Jamet|Janvier|Jolivet|Jourdan|Labbé|Lacombe|Lafon|Lagarde|Laroche
Martin-Dupont|Roux-Bernard|Garcia-Moreau|Petit-Jean|Blanc-Garnier|Morel-Faure|Durand-Leroy|Girard-Simon|Lefort-Perrin|Bonnet-Roche
`);

/** Beginnings and ends of rarer names: `beginning + end` gives a long tail that no list of names covers. */
export const NAME_BEGINNINGS: readonly string[] =
  `Bar Ber Bour Bran Breu Cal Cham Char Chau Cor Cour Cras Dar Del Dour Fal Far Fay Fer Fon For Fou Gal Gar Gau Ger
  Gou Gran Gri Guil Hal Her Jar Jou Lan Lar Lau Lou Mal Mar Mau Mer Mon Mor Mou Nar Nou Pal Par Pel Per Pi Poi Pou Pra
  Rag Ram Ran Rav Rou Sal Sar Sau Sen Ser Sol Sou Tal Tar Tau Ter Thi Tour Tra Val Var Vau Ver Vil Vol`.split(
    /\s+/u,
  );

export const NAME_ENDS: readonly string[] =
  `dier bert lat teau mont gnon villier court naud ret lier tin bault chard don gny lot mard neau rac tignac vel vin zac
  thier ssard mand quet rieu sac taud tel tard goulet brac lebois lefort landes renc roux sier tanier ville`.split(
    /\s+/u,
  );

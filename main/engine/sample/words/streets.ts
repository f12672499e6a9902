/** Parts of French street addresses: `type + name`, most frequent first. */
const list = (text: string): readonly string[] => text.trim().split(/\s*[|\n]\s*/u);

/** Street types with their usual short spellings (NF Z10-011 abbreviations and what people write). */
export const STREET_TYPES: readonly { readonly full: string; readonly short: readonly string[] }[] = [
  { full: 'Rue', short: ['R', 'r.', 'Rue'] },
  { full: 'Avenue', short: ['AV', 'Av.', 'Ave', 'av'] },
  { full: 'Chemin', short: ['CHE', 'Ch.', 'Chem.'] },
  { full: 'Boulevard', short: ['BD', 'Bd', 'Bld', 'Boul.'] },
  { full: 'Impasse', short: ['IMP', 'Imp.'] },
  { full: 'Allée', short: ['ALL', 'All.'] },
  { full: 'Place', short: ['PL', 'Pl.'] },
  { full: 'Route', short: ['RTE', 'Rte'] },
  { full: 'Résidence', short: ['RES', 'Rés.'] },
  { full: 'Lotissement', short: ['LOT', 'Lot.'] },
  { full: 'Cours', short: ['CRS', 'Crs'] },
  { full: 'Quai', short: ['QU', 'Q.'] },
  { full: 'Square', short: ['SQ', 'Sq.'] },
  { full: 'Passage', short: ['PAS', 'Pass.'] },
  { full: 'Faubourg', short: ['FG', 'Fbg'] },
];

export const STREET_NAMES: readonly string[] = list(`
de l'Église|des Écoles|de la Gare|du Moulin|Victor Hugo|Jean Jaurès|de la République|Pasteur|de la Mairie|Jules Ferry|des Lilas|du Stade
de la Fontaine|Jean Moulin|Général de Gaulle|du 8 Mai 1945|du 11 Novembre 1918|de la Paix|Gambetta|Émile Zola|des Jardins|des Tilleuls|du Château|des Rosiers
de la Forêt|des Acacias|Louis Pasteur|des Vignes|de la Liberté|des Cerisiers|du Lavoir|Pierre Curie|Voltaire|de Verdun|des Prés|de la Poste
Molière|Saint-Martin|des Champs|de la Libération|du Maréchal Foch|du Maréchal Leclerc|Anatole France|Jeanne d'Arc|des Peupliers|du Parc|du Bois|de la Plage
des Érables|du Verger|Nationale|Principale|de Bourgogne|de Bretagne|de Paris|de Lyon|des Roses|Georges Clemenceau|Aristide Briand|Léon Blum
Marcel Pagnol|Alphonse Daudet|Paul Cézanne|Claude Monet|Auguste Renoir|Jacques Prévert|Antoine de Saint-Exupéry|Jean de La Fontaine|Albert Camus|George Sand|Simone Veil|Marie Curie
de la Vallée|des Chênes|des Marronniers|des Platanes|des Bleuets|des Coquelicots|des Mimosas|des Primevères|des Hirondelles|des Mésanges|du Rossignol|des Alouettes
du Pont|du Port|du Canal|de la Rivière|des Remparts|du Marché|de l'Hôtel de Ville|du Commerce|de l'Industrie|des Artisans|de l'Europe|du Général Leclerc
de Strasbourg|d'Alsace|de Lorraine|de Provence|de Normandie|de Champagne|de Metz|de Reims|de Belfort|de Rome|de Londres|de Genève
du Calvaire|de la Chapelle|du Presbytère|des Carmes|des Capucins|des Ursulines|Notre-Dame|Saint-Jacques|Saint-Pierre|Saint-Nicolas|Sainte-Anne|Saint-Michel
du Puits|de la Croix|du Four|des Quatre Vents|du Soleil Levant|Bellevue|Beauséjour|Beau Site|du Petit Bois|de la Garenne|du Clos|du Clos Fleuri
Henri Barbusse|Édouard Herriot|Pierre Mendès France|François Mitterrand|Georges Pompidou|Salvador Allende|Nelson Mandela|Louise Michel|Olympe de Gouges|Lucie Aubrac|Guy Môquet|Gabriel Péri
Lamartine|Lafayette|Diderot|Rabelais|Ronsard|Racine|Corneille|Descartes|Montaigne|La Bruyère|Chateaubriand|Balzac
Maurice Ravel|Claude Debussy|Hector Berlioz|Mozart|Georges Bizet|Gustave Eiffel|Ampère|Denis Papin|Louis Braille|Ambroise Paré|Lavoisier|Buffon
du Lac|de la Montagne|du Vieux Moulin|de la Source|du Grand Chêne|des Genêts|des Bruyères|de la Lande|du Menhir|des Pêcheurs|de l'Océan|de la Falaise
des Oliviers|des Pins|des Lauriers|de la Garrigue|des Cigales|du Mas|des Amandiers|de l'Étang|du Mistral|des Sources|des Vergers|des Noyers
`);

/** Second address lines: a building, a staircase, a floor, a place name. `#` stands for a number, `@` for a letter. */
export const COMPLEMENTS: readonly string[] = list(`
Appt #|Bât @|Bâtiment @ Appt #|Esc # Étage #|Rés. Les Tilleuls|Résidence du Parc|Étage # Porte @|Lieu-dit Le Bourg|Chez M. Martin|Entrée @|Lot #|Porte #
`);

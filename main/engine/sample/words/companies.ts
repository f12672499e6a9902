/** Parts of invented company names; `beginning + trade + legal form`. */
const list = (text: string): readonly string[] => text.trim().split(/\s*[|\n]\s*/u);

export const COMPANY_BEGINNINGS: readonly string[] = list(`
Ateliers|Maison|Établissements|Groupe|Société|Comptoir|Entreprise|Cabinet|Atelier|Les Fils de|Transports|Boulangerie|Garage|Imprimerie|Menuiserie|Pharmacie|Librairie|Agence|Ferme|Domaine
`);

export const COMPANY_TRADES: readonly string[] = list(`
du Midi|de l'Ouest|Alpin|Armor|Atlantique|Val de Loire|des Deux Rives|Saint-Roch|du Vieux Port|Bellecour|Champenois|Occitan|Picard|du Léman|de la Sarthe|du Rhône|des Vosges|Horizon|Lumière|Delta|Hexa|Nova|Orion|Mercure|Équinoxe
`);

export const LEGAL_FORMS: readonly string[] = [
  'SARL',
  'SAS',
  'SA',
  'EURL',
  'SASU',
  'SCI',
  'S.A.R.L.',
  'S.A.S.',
  '',
];

export const COMMENTS: readonly string[] = list(`
Client fidèle|À rappeler le matin|Ne pas démarcher|Préfère le SMS|VIP|Carte perdue, refaite|Retour colis; voir SAV|Adresse à vérifier|NPAI 2023|Vu au salon "Saveurs"|Doublon ?|Demande de facture
`);

export const SHOPS: readonly string[] = list(`
Paris Bastille|Lyon Part-Dieu|Marseille Prado|Toulouse Capitole|Nantes Crébillon|Bordeaux Intendance|Lille Centre|Strasbourg Kléber|Rennes Colombier|Nice Masséna|Montpellier Comédie|Dijon Liberté
`);

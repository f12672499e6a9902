/**
 * Given names by sex and by the years they were fashionable in, most frequent first. Within a list the frequency
 * falls roughly as 1/rank (Zipf), as in the national registers. `from`/`to` are birth years.
 */
export interface NameFashion {
  readonly from: number;
  readonly to: number;
  readonly female: readonly string[];
  readonly male: readonly string[];
}

const list = (text: string): readonly string[] => text.trim().split(/\s+/u);

export const FASHIONS: readonly NameFashion[] = [
  {
    from: 1926,
    to: 1946,
    female: list(`
      Jeanne Denise Simone Monique Jacqueline Paulette Madeleine Yvonne Thérèse Micheline Odette Huguette Ginette
      Lucienne Raymonde Suzanne Colette Yvette Gisèle Andrée Josette Georgette Arlette Marcelle Solange Renée Henriette
      Bernadette Germaine Marie-Thérèse Liliane Lucette Christiane Fernande Mireille Irène Hélène Éliane Antoinette
      Reine Léone Marie-Louise Rolande Claudette Édith Concetta Carmen Zofia Fatma Conception`),
    male: list(`
      Jean André Pierre René Roger Marcel Robert Maurice Louis Henri Georges Raymond Lucien Jacques Paul Albert Fernand
      Roland Guy Gaston Émile Léon Claude Gilbert Marius Gérard Charles Bernard Edmond Yves François Eugène Antoine
      Marceau Serge Raoul Jean-Baptiste Étienne Gabriel Joseph Armand Désiré Ahmed Salvatore Manuel Stanislas Mohammed
      Giuseppe Anselme Clotaire`),
  },
  {
    from: 1947,
    to: 1966,
    female: list(`
      Martine Françoise Sylvie Catherine Marie Brigitte Chantal Christine Nicole Dominique Évelyne Annie Patricia Michèle
      Danielle Nadine Véronique Anne Isabelle Joëlle Jocelyne Marie-Christine Ghislaine Corinne Béatrice Marie-France
      Geneviève Élisabeth Maryse Pascale Claudine Régine Viviane Marie-Claude Agnès Odile Anne-Marie Maria Fatima Yolande
      Marie-Pierre Josiane Zohra Rosa Khadija Ana Thi Aïcha Lourdes Armelle`),
    male: list(`
      Philippe Michel Alain Patrick Jean-Pierre Daniel Bernard Christian Gérard Jacques Dominique Pascal Éric Jean-Claude
      Thierry Serge Didier Jean-Paul Jean-Luc Jean-Michel Bruno Marc Yves Gilles François Francis Denis Joël Hervé
      Jean-Marc Patrice Jean-François Jean-Louis Xavier Hubert Régis Jean-Marie Jean-Jacques Antonio José Mohamed Ali
      Abdelkader Manuel Carlos Hassan Noël Loïc Gaël Paul-Henri`),
  },
  {
    from: 1967,
    to: 1986,
    female: list(`
      Nathalie Stéphanie Céline Sandrine Aurélie Émilie Virginie Valérie Delphine Karine Laetitia Sophie Julie Audrey
      Élodie Caroline Laurence Sabrina Séverine Christelle Vanessa Jennifer Mélanie Amélie Anne-Sophie Magali Hélène
      Cécile Claire Angélique Laure Florence Marie-Laure Nadia Peggy Fanny Myriam Samira Ludivine Estelle Alexandra
      Gaëlle Élise Anne-Laure Malika Leïla Carla Thanh Aminata Inès-Marie`),
    male: list(`
      Christophe Stéphane Laurent Nicolas David Frédéric Sébastien Julien Olivier Vincent Jérôme Guillaume Alexandre
      Cédric Ludovic Fabrice Mickaël Emmanuel Franck Benoît Yann Arnaud Grégory Fabien Sylvain Mathieu Samuel Damien
      Jean-Philippe Cyril Gaëtan Jean-Sébastien Karim Rachid Farid Nuno Paulo Mehdi Mustapha Youssef Tanguy Erwan Rodolphe
      Aurélien Pierre-Yves Charles-Henri Ibrahima Moussa Minh Sergio`),
  },
  {
    from: 1987,
    to: 2009,
    female: list(`
      Marine Laura Pauline Camille Léa Manon Chloé Mathilde Marion Anaïs Emma Inès Sarah Lucie Océane Justine Clara Juliette
      Charlotte Lisa Louise Élisa Zoé Alice Margaux Maëlys Eva Jade Noémie Solène Romane Ambre Mélissa Coralie Maëva Lola
      Yasmine Nour Lina Assia Fatoumata Apolline Clémence Anna-Lou Lou-Anne Mariam Thaïs Ève Oriane Capucine`),
    male: list(`
      Thomas Kévin Alexandre Lucas Hugo Maxime Antoine Théo Quentin Romain Florian Clément Baptiste Alexis Nathan Enzo Valentin
      Adrien Dylan Jordan Corentin Léo Jules Arthur Raphaël Louis Rémi Tristan Mathis Bastien Axel Noah Tom Ethan Rayan
      Yanis Amine Ilyes Bilal Mamadou Ousmane Gauthier Noé Timothée Loïs Elouan Malo Sacha Jean-Eudes Andrei`),
  },
];

/** Everyday short forms by full name; used both ways in families' and shop assistants' spellings. */
export const NICKNAMES: Readonly<Record<string, readonly string[]>> = {
  Alexandre: ['Alex', 'Sacha'],
  Alexandra: ['Alex', 'Sandra'],
  Alexis: ['Alex'],
  Anaïs: ['Ana'],
  'Anne-Sophie': ['Anso'],
  'Anne-Laure': ['Anne'],
  Antoine: ['Tony', 'Toine'],
  Aurélie: ['Lili'],
  Baptiste: ['Bapt'],
  Benoît: ['Ben'],
  Bernadette: ['Dédette'],
  Bernard: ['Nanard'],
  Catherine: ['Cathy', 'Cath', 'Kathy'],
  Charlotte: ['Charlie', 'Lotte'],
  Christelle: ['Chris'],
  Christian: ['Chris'],
  Christine: ['Chris', 'Kiki'],
  Christophe: ['Chris', 'Tof'],
  Clémence: ['Clem'],
  Clément: ['Clem'],
  Corentin: ['Coco'],
  Daniel: ['Dany'],
  Danielle: ['Dany'],
  David: ['Dave'],
  Dominique: ['Dom', 'Domi'],
  Élisabeth: ['Babeth', 'Lisa', 'Babette'],
  Élodie: ['Élo'],
  Emmanuel: ['Manu'],
  Fatima: ['Fati'],
  Fatoumata: ['Fatou'],
  François: ['Fanfan'],
  Françoise: ['Framboise', 'Fanfan'],
  Frédéric: ['Fred', 'Frédo'],
  Gabriel: ['Gaby'],
  Gérard: ['Gégé'],
  Grégory: ['Greg'],
  Guillaume: ['Guigui', 'Guy'],
  Henriette: ['Riette'],
  Isabelle: ['Isa', 'Zabou'],
  Jacqueline: ['Jacotte', 'Jackie'],
  Jacques: ['Jacky'],
  'Jean-Baptiste': ['JB'],
  'Jean-Claude': ['JC'],
  'Jean-François': ['Jeff', 'JF'],
  'Jean-Marc': ['JM'],
  'Jean-Michel': ['JM'],
  'Jean-Philippe': ['JP'],
  'Jean-Pierre': ['JP'],
  Jennifer: ['Jenny', 'Jenn'],
  Jérôme: ['Jéjé'],
  Joseph: ['Jo', 'José'],
  Julien: ['Juju'],
  Laetitia: ['Laeti', 'Titia'],
  Laurence: ['Lolo'],
  Laurent: ['Lolo'],
  Ludovic: ['Ludo'],
  Madeleine: ['Mado'],
  Manuel: ['Manu'],
  Margaux: ['Margot'],
  Mathieu: ['Mat', 'Matt'],
  Mathilde: ['Mathou'],
  Maxime: ['Max'],
  Mélanie: ['Mél'],
  Michel: ['Michou', 'Mich'],
  Mickaël: ['Micka', 'Mike'],
  Mohamed: ['Momo'],
  Monique: ['Momo'],
  Nathalie: ['Nath', 'Natacha'],
  Nicolas: ['Nico'],
  Olivier: ['Oliv'],
  Patricia: ['Pat', 'Patou'],
  Patrick: ['Pat'],
  Philippe: ['Phil', 'Fifi'],
  Pierre: ['Pierrot'],
  Quentin: ['Quent'],
  Raphaël: ['Raph'],
  Raymond: ['Ray'],
  Robert: ['Bob'],
  Samuel: ['Sam'],
  Sandrine: ['Sandra'],
  Sébastien: ['Seb', 'Bastien'],
  Simone: ['Momone'],
  Sophie: ['Soso'],
  Stéphane: ['Steph'],
  Stéphanie: ['Steph', 'Fanny'],
  Suzanne: ['Suzie', 'Suzon'],
  Sylvie: ['Syl'],
  Théo: ['Téo'],
  Thérèse: ['Thérésa'],
  Thomas: ['Tom', 'Tommy'],
  Timothée: ['Tim'],
  Valentin: ['Val'],
  Valérie: ['Val'],
  Véronique: ['Véro'],
  Vincent: ['Vince'],
  Virginie: ['Ginie'],
  Xavier: ['Xav'],
  Yvonne: ['Vonnette'],
};

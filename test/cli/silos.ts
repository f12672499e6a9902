import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two small silos that know some of the same people: 6 rows in the CRM, 4 in the shop, 7 people. */
export const CRM = [
  'id;nom;prenom;naissance;email;tel;adresse;cp;ville;maj',
  'C1;Durand;Marie;12/03/1980;marie.durand@free.fr;0612345678;12 rue des Lilas;75011;Paris;01/02/2024',
  'C2;Lefèvre;Paul;04/07/1975;paul.lefevre@orange.fr;0698765432;3 avenue Foch;69006;Lyon;05/02/2024',
  'C3;Nguyen;Linh;23/11/1990;linh.nguyen@gmail.com;0711223344;8 place Bellecour;69002;Lyon;06/02/2024',
  'C4;Moreau;Jeanne;30/01/1962;jeanne.moreau@wanadoo.fr;0145678901;5 quai Voltaire;75007;Paris;07/02/2024',
  'C5;Benali;Karim;15/09/1988;karim.benali@sfr.fr;0622334455;27 cours Mirabeau;13100;Aix-en-Provence;08/02/2024',
  'C6;Petit;Luc;19/05/2001;luc.petit@laposte.net;0755667788;14 rue Nationale;59000;Lille;09/02/2024',
];

export const SHOP = [
  'uid,name,birth,mail,phone,street,postcode,town,updated',
  'S1,Marie Durand,1980-03-12,marie.durand@free.fr,+33612345678,12 rue des Lilas,75011,Paris,2023-05-01',
  'S2,Paul LEFEVRE,1975-07-04,paul.lefevre@orange.fr,+33698765432,3 av. Foch,69006,Lyon,2023-05-02',
  'S3,Karim Benali,1988-09-15,karim.benali@sfr.fr,+33622334455,27 cours Mirabeau,13100,Aix-en-Provence,2023-05-03',
  'S4,Sophie Rousseau,1993-12-02,sophie.rousseau@gmail.com,+33733445566,2 rue Crébillon,44000,Nantes,2023-05-04',
];

const RECIPE = `version: 1

defaults: {country: FR, language: fr}

sources:
  - name: crm
    file: crm.csv
    options: {format: csv, encoding: utf-8, delimiter: ';', header_row: 1}
    key: id
    priority: 1
    mapping:
      entity: individual
      rules:
        - {to: family_name, from: nom}
        - {to: given_name, from: prenom}
        - {to: birth_date, from: naissance, date_order: dmy}
        - {to: email, from: email}
        - {to: phone, from: tel}
        - {to: address.line, from: adresse}
        - {to: address.postcode, from: cp}
        - {to: address.city, from: ville}
        - {to: updated_at, from: maj, date_order: dmy}
  - name: shop
    file: shop.csv
    options: {format: csv, encoding: utf-8, delimiter: ',', header_row: 1}
    key: uid
    priority: 2
    mapping:
      entity: individual
      rules:
        - {to: full_name, from: name}
        - {to: birth_date, from: birth}
        - {to: email, from: mail}
        - {to: phone, from: phone}
        - {to: address.line, from: street}
        - {to: address.postcode, from: postcode}
        - {to: address.city, from: town}
        - {to: updated_at, from: updated}
`;

export interface Silos {
  readonly folder: string;
  readonly crm: string;
  readonly shop: string;
  readonly recipe: string;
  readonly project: string;
  readonly out: string;
  /** The words of a whole run. */
  readonly run: readonly string[];
}

/** Writes the silos and their recipe below `folder`; `edit` may change what the recipe says. */
export function writeSilos(folder: string, edit: (recipe: string) => string = (recipe) => recipe): Silos {
  mkdirSync(folder, { recursive: true });
  const paths = {
    folder,
    crm: join(folder, 'crm.csv'),
    shop: join(folder, 'shop.csv'),
    recipe: join(folder, 'recipe.yml'),
    project: join(folder, 'customers.orfevre'),
    out: join(folder, 'out'),
  };
  writeFileSync(paths.crm, `${CRM.join('\n')}\n`);
  writeFileSync(paths.shop, `${SHOP.join('\n')}\n`);
  writeFileSync(paths.recipe, edit(RECIPE));
  return { ...paths, run: ['run', paths.recipe, '--project', paths.project, '--out', paths.out] };
}

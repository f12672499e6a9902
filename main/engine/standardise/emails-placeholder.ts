const LOCALS = new Set(
  (
    'test tests testing essai aucun aucune sans inconnu inconnue neant rien vide nomail noemail nomel pasdemail pasdemel ' +
    'pasdemail1 pasdadresse pasdemailclient sansmail sansemail sansadresse noreply no-reply no.reply ne-pas-repondre ' +
    'nepasrepondre donotreply do-not-reply none null na n/a nc nr unknown anonymous anonyme example exemple dummy fake ' +
    'xxx xx x a aa aaa aaaa abc azerty qwerty asdf toto tata titi bidon client noname nobody undefined email mail'
  ).split(' '),
);
/** Reserved for documentation (RFC 2606), or names only used to fill a form. */
const DOMAINS = new Set(
  (
    'example.com example.org example.net exemple.com exemple.fr test.com test.fr aucun.fr aucun.com inconnu.fr inconnu.com ' +
    'nomail.com nomail.fr noemail.com noemail.fr pasdemail.com pasdemail.fr sansmail.fr xxx.fr xxx.com'
  ).split(' '),
);
const RESERVED_ENDING = /\.(?:test|example|invalid|localhost|local)$/;
const ALWAYS = new Set(
  'noreply no-reply no.reply donotreply do-not-reply ne-pas-repondre nepasrepondre pasdemail pasdemel nomail noemail sansmail sansemail aucun aucune inconnu neant unknown'.split(
    ' ',
  ),
);
const REPEATED = /^(.)\1{2,}$/;

/** An address that was typed to get past a form, or that nobody reads. `local` and `domain` in lower case. */
export function isPlaceholderEmail(local: string, domain: string): boolean {
  if (DOMAINS.has(domain) || RESERVED_ENDING.test(domain)) return true;
  if (ALWAYS.has(local)) return true;
  const name = domain.slice(0, domain.indexOf('.'));
  if (REPEATED.test(local) && (REPEATED.test(name) || name.length < 3 || local[0] === 'x')) return true;
  return LOCALS.has(local) && (local === name || local.length <= 3 || LOCALS.has(name) || local === 'test');
}

const ROLES = new Set(
  (
    'info infos information informations contact contacts contactez accueil bonjour hello commercial commerciale vente ' +
    'ventes sales admin administration administrateur webmaster postmaster hostmaster abuse support help aide sav service ' +
    'serviceclient service-client service.client compta comptabilite facturation facture factures billing accounts ' +
    'accounting direction secretariat secretaire rh recrutement jobs hr marketing communication com presse press office ' +
    'bureau mairie boutique magasin shop reservation reservations booking reception achat achats commande commandes order ' +
    'orders newsletter team equipe agence enquiries kontakt vertrieb buchhaltung verwaltung ventas informacion administracion'
  ).split(' '),
);

/** An address of a function, shared by several people (RFC 2142 and usage). */
export function isRoleLocal(local: string): boolean {
  return ROLES.has(local);
}

import { frenchDate, isoDay, isoTime, phoneText, two } from './formats.ts';
import { type Random, WeightedList } from './random.ts';
import type { SampleRecord } from './sample-record.ts';
import { csvLine } from './text-file.ts';
import { SHOPS } from './words/companies.ts';

/** What customers did and what they agreed to: lines that point at records of the other silos by key. */

export const ORDERS_HEADER = 'NUM_COMMANDE;DATE_COMMANDE;REF_CLIENT;MONTANT_TTC;DEVISE;CANAL;STATUT;BOUTIQUE';
export const CONSENTS_HEADER = 'contact,channel,status,given_at,collected_by,customer_ref';

const orderCounts = new WeightedList([0, 1, 2, 3, 4, 6, 9], (rank) => [42, 26, 14, 8, 5, 3, 2][rank] ?? 0);
const STATUSES = new WeightedList(
  [
    'Livrée',
    'livree',
    'LIVRÉ',
    'delivered',
    'Expédiée',
    'en cours',
    'En préparation',
    'Annulée',
    'ANNULE',
    'cancelled',
    'Retour',
    'Retournée',
    'remboursé',
  ],
  (rank) => 1 / (rank + 2),
);
const CONSENTS = new WeightedList(
  ['opt_in', 'opt-in', 'OPT-IN', 'oui', 'true', '1', 'opt_out', 'opt-out', 'non', 'false', '0', 'désinscrit'],
  (rank) => [20, 10, 8, 10, 9, 5, 10, 8, 8, 6, 4, 2][rank] ?? 0,
);
/** Days after 2025-12-31 do not exist in the sample. */
const LAST_DAY = 20_453;

/** Orders of the record's customer; every hundredth points at a key that no silo has, some lines come twice. */
export function orderLines(
  record: SampleRecord,
  random: Random,
  nextNumber: () => number,
  add: (line: string) => void,
): void {
  for (let left = orderCounts.draw(random); left > 0; left--) {
    const day = Math.min(LAST_DAY, record.created + random.int(LAST_DAY - record.created + 1));
    const cents = random.between(500, random.chance(0.9) ? 15_000 : 90_000);
    const euros = `${Math.floor(cents / 100)},${two(cents % 100)}`;
    const status = STATUSES.draw(random);
    const line = csvLine(
      [
        `CMD${String(nextNumber()).padStart(9, '0')}`,
        `${frenchDate(isoDay(day), '/')} ${two(random.between(8, 21))}:${two(random.int(60))}`,
        random.chance(0.01) ? `X${record.key.slice(1)}` : record.key,
        status.startsWith('Ret') || status.startsWith('rem') ? `-${euros}` : euros,
        'EUR',
        random.pick(['web', 'Web', 'boutique', 'BOUTIQUE', 'magasin', 'téléphone']),
        status,
        random.chance(0.5) ? random.pick(SHOPS) : '',
      ],
      ';',
    );
    add(line);
    if (random.chance(0.008)) add(line);
  }
}

/** Consents given for the record's contact points, by channel. */
export function consentLines(record: SampleRecord, random: Random, add: (line: string) => void): void {
  if (record.email !== '' && random.chance(0.75)) consent(record, record.email, 'email', random, add);
  if (record.mobile !== '' && random.chance(0.5))
    consent(record, phoneText(random, record.mobile), 'sms', random, add);
  if (record.landline !== '' && random.chance(0.4))
    consent(record, phoneText(random, record.landline), 'phone', random, add);
}

function consent(
  record: SampleRecord,
  contact: string,
  channel: string,
  random: Random,
  add: (line: string) => void,
): void {
  const spelling = random.chance(0.15)
    ? channel.toUpperCase()
    : channel === 'phone' && random.chance(0.3)
      ? 'téléphone'
      : channel;
  const day = Math.min(LAST_DAY, record.created + random.int(LAST_DAY - record.created + 1));
  const ref = random.chance(0.01) ? `X${record.key.slice(1)}` : record.key;
  const line = csvLine(
    [
      contact,
      spelling,
      CONSENTS.draw(random),
      isoTime(random, day),
      random.chance(0.8) ? record.source : 'call_center',
      ref,
    ],
    ',',
  );
  add(line);
  if (random.chance(0.008)) add(line);
  // Some change their mind.
  if (random.chance(0.12)) consent(record, contact, channel, random, add);
}

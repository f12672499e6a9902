import i18next, { type i18n } from 'i18next';
import type { UserErrorData } from '../../shared/model/errors.ts';
import type { JobProgress } from '../../shared/model/job.ts';
import { en } from './text/en.ts';
import { fr } from './text/fr.ts';

/** Where a verb speaks: progress and errors on stderr, one summary (or one JSON document) on stdout. */
export class Output {
  readonly json: boolean;
  private readonly translations: i18n;
  private readonly terminal = process.stderr.isTTY === true;
  private lastLine = 0;

  constructor(options: { json: boolean; language: 'fr' | 'en' }) {
    this.json = options.json;
    this.translations = i18next.createInstance();
    void this.translations.init({
      lng: options.language,
      fallbackLng: 'en',
      resources: { fr: { translation: fr }, en: { translation: en } },
      interpolation: { escapeValue: false },
      initAsync: false,
      showSupportNotice: false,
    } as Parameters<i18n['init']>[0]);
  }

  /** A text of the catalogue, in the user's language. */
  t(key: string, values: Record<string, unknown> = {}): string {
    return this.translations.t(key, values);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.translations.language).format(value);
  }

  percent(value: number): string {
    return new Intl.NumberFormat(this.translations.language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format(value);
  }

  /** The one summary of a verb: lines for a person, or `data` as JSON. */
  summary(lines: readonly string[], data: unknown): void {
    this.clear();
    process.stdout.write(this.json ? `${JSON.stringify(data, null, 2)}\n` : `${lines.join('\n')}\n`);
  }

  note(line: string): void {
    this.clear();
    process.stderr.write(`${line}\n`);
  }

  /** One line that follows the work on a terminal; elsewhere a line every ten seconds. */
  progress({ stage, subject, done, total, rate, unit }: JobProgress): void {
    const now = Date.now();
    if (now - this.lastLine < (this.terminal ? 100 : 10_000)) return;
    this.lastLine = now;
    const name = this.t(`stage.${stage}`, { defaultValue: stage });
    const share = total === null || total === 0 ? this.number(done) : this.percent(done / total);
    const speed = rate === undefined ? '' : `, ${this.number(rate)} ${this.t('perSecond')}`;
    const line = `${name}${subject ? ` ${subject}` : ''}: ${share}${total === null ? ` ${unit}` : ''}${speed}`;
    process.stderr.write(this.terminal ? `\r\u001b[2K${line}` : `${line}\n`);
  }

  /** What happened, where, and what to do next. */
  failure(error: UserErrorData): void {
    this.clear();
    if (this.json) process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
    const where = this.where(error);
    process.stderr.write(`orfevre: ${error.message}\n${where}${this.t('next')}: ${error.next}\n`);
  }

  /** File, row, column, line … that the message itself does not name. */
  private where({ message, where = {} }: UserErrorData): string {
    const unsaid = Object.entries(where).filter(([, value]) => !message.includes(String(value)));
    if (unsaid.length === 0) return '';
    const places = unsaid.map(
      ([name, value]) => `${this.t(`places.${name}`, { defaultValue: name })} ${value}`,
    );
    return `${this.t('where')}: ${places.join(', ')}\n`;
  }

  private clear(): void {
    if (this.terminal) process.stderr.write('\r\u001b[2K');
  }
}

import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { LIMITS } from './limits.ts';

/** What a document handler is told; names without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Thrown for what no spreadsheet has and attacks do: a document type, a text without end. */
export class XmlRefused extends Error {}

/**
 * Parses XML as it comes. Any DOCTYPE is refused, so that no entity can be declared, let alone fetched.
 * @throws XmlRefused, or the parser's Error when the document is not well-formed
 */
export async function parseXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('doctype', () => {
    throw new XmlRefused('it declares a document type (DOCTYPE), which is not allowed');
  });
  parser.on('error', (error) => {
    throw error;
  });
  let silent = 0;
  parser.on('opentag', (tag) => {
    silent = 0;
    handler.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => handler.close(localName(tag.name)));
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(xmlEncoding(chunk), { fatal: false });
    silent += chunk.length;
    if (silent > LIMITS.rowBytes)
      throw new XmlRefused(`a text is longer than ${LIMITS.rowBytes / 1024 / 1024} MB`);
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.close();
}

function xmlEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

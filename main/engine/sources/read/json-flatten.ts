import type { RawCell } from '../../../../shared/model/source.ts';
import { nameApart } from './names.ts';

/** Elements of an array that get columns of their own; the rest is one cell of JSON text. */
const ELEMENTS = 8;
/** Nesting that gets columns; deeper values are one cell of JSON text. */
const DEPTH = 24;

interface PathNode {
  readonly path: string;
  /** Index of its column; -1 until a scalar was seen there. */
  column: number;
  /** Only null was seen: gets a column at the end unless the key turns out to hold an object or array. */
  nullSeen: boolean;
  readonly children: Map<string, PathNode>;
  readonly elements: PathNode[];
  rest: PathNode | undefined;
  /** Where the value of a repeated key goes. */
  repeated: PathNode | undefined;
}

/**
 * Turns JSON records into rows of text: `a.b` for nested objects, `addresses[0].line1` for arrays (from the ninth
 * element on: JSON text under `addresses[8+]`). Numbers keep the digits they are written with. Columns are discovered in
 * the order they come; the shape is kept in Maps, so that a key such as `__proto__` is a key like any other.
 *
 * The text given must be valid JSON (JSON.parse accepted it).
 */
export class JsonFlattener {
  readonly columns: string[] = [];
  readonly #taken = new Set<string>();
  readonly #root = pathNode('');
  #text = '';
  #at = 0;
  #cells: RawCell[] = [];

  /** The cells of a record (an object). */
  object(text: string): RawCell[] {
    this.#begin(text);
    this.#value(this.#root, 0);
    return this.#finish();
  }

  /** The cells of a row written as an array. `names`: column names where known. */
  array(text: string, names: readonly string[]): RawCell[] {
    this.#begin(text);
    this.#items(
      (i) => this.#element(this.#root, i, names[i] ?? `column_${i + 1}`),
      Number.POSITIVE_INFINITY,
      1,
    );
    return this.#finish();
  }

  /** The single cell of a scalar row. */
  scalar(text: string): RawCell[] {
    this.#begin(text);
    this.#value(this.#child(this.#root, 'value', 'value'), 0);
    return this.#finish();
  }

  /** Gives the keys that were null in every record their (empty) column. */
  settle(): void {
    const visit = (node: PathNode): void => {
      const holder = node.children.size > 0 || node.elements.length > 0;
      if (node.nullSeen && node.column < 0 && !holder) this.#columnOf(node);
      for (const child of node.children.values()) visit(child);
      for (const element of node.elements) visit(element);
    };
    visit(this.#root);
  }

  #begin(text: string): void {
    this.#text = text;
    this.#at = 0;
    this.#cells = [];
    this.#blanks();
  }

  #finish(): RawCell[] {
    const cells = this.#cells;
    for (let i = 0; i < cells.length; i++) if (cells[i] === undefined) cells[i] = null;
    return cells;
  }

  #value(node: PathNode, depth: number): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code === 0x22) this.#put(node, this.#string());
    else if (code === 0x7b || code === 0x5b) this.#container(node, depth, code);
    else this.#bare(node);
    this.#blanks();
  }

  #container(node: PathNode, depth: number, code: number): void {
    if (depth >= DEPTH) this.#put(node, this.#raw());
    else if (code === 0x7b) this.#members(node, depth + 1);
    else this.#items((i) => this.#element(node, i, `${node.path}[${i}]`), ELEMENTS, depth + 1, node);
  }

  #members(node: PathNode, depth: number): void {
    this.#step();
    while (this.#text.charCodeAt(this.#at) !== 0x7d) {
      const key = this.#string();
      this.#blanks();
      this.#step();
      this.#value(this.#child(node, key, node.path === '' ? key : `${node.path}.${key}`), depth);
      if (this.#text.charCodeAt(this.#at) === 0x2c) this.#step();
    }
    this.#at++;
  }

  #items(nodeOf: (i: number) => PathNode, limit: number, depth: number, owner?: PathNode): void {
    this.#step();
    const rest: string[] = [];
    for (let i = 0; this.#text.charCodeAt(this.#at) !== 0x5d; i++) {
      if (i < limit) this.#value(nodeOf(i), depth);
      else rest.push(this.#raw());
      this.#blanks();
      if (this.#text.charCodeAt(this.#at) === 0x2c) this.#step();
    }
    this.#at++;
    if (rest.length > 0 && owner) {
      owner.rest ??= pathNode(`${owner.path}[${limit}+]`);
      this.#put(owner.rest, `[${rest.join(',')}]`);
    }
  }

  /** Past one punctuation mark and the blanks after it. */
  #step(): void {
    this.#at++;
    this.#blanks();
  }

  #bare(node: PathNode): void {
    const start = this.#at;
    let code = this.#text.charCodeAt(this.#at);
    while (code > 0x20 && code !== 0x2c && code !== 0x7d && code !== 0x5d)
      code = this.#text.charCodeAt(++this.#at);
    const word = this.#text.slice(start, this.#at);
    if (word === 'null') node.nullSeen = true;
    else this.#put(node, word);
  }

  #string(): string {
    const start = this.#at + 1;
    let end = this.#text.indexOf('"', start);
    let backslash = this.#text.indexOf('\\', start);
    if (backslash < 0 || backslash > end) {
      this.#at = end + 1;
      return this.#text.slice(start, end);
    }
    while (backslash >= 0 && backslash < end) {
      if (backslash + 1 === end) end = this.#text.indexOf('"', end + 1);
      backslash = this.#text.indexOf('\\', backslash + 2);
    }
    this.#at = end + 1;
    return String(JSON.parse(this.#text.slice(start - 1, end + 1)));
  }

  /** The text of the value here, as written. Does not recurse: nesting may be thousands of levels deep. */
  #raw(): string {
    const start = this.#at;
    let depth = 0;
    do {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) this.#skipString();
      else if (code === 0x7b || code === 0x5b) {
        depth++;
        this.#at++;
      } else if (code === 0x7d || code === 0x5d) {
        depth--;
        this.#at++;
      } else if (depth > 0) this.#at++;
      else this.#skipWord();
    } while (depth > 0);
    return this.#text.slice(start, this.#at);
  }

  #skipWord(): void {
    while (this.#at < this.#text.length && !/[\s,\]}]/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #skipString(): void {
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x5c) this.#at++;
      else if (code === 0x22) break;
    }
    this.#at++;
  }

  #blanks(): void {
    let code = this.#text.charCodeAt(this.#at);
    while (code === 0x20 || (code >= 0x09 && code <= 0x0d)) code = this.#text.charCodeAt(++this.#at);
  }

  #child(node: PathNode, key: string, path: string): PathNode {
    const known = node.children.get(key);
    if (known) return known;
    const child = pathNode(path);
    node.children.set(key, child);
    return child;
  }

  #element(node: PathNode, i: number, path: string): PathNode {
    const known = node.elements[i];
    if (known) return known;
    const element = pathNode(path);
    node.elements[i] = element;
    return element;
  }

  #put(node: PathNode, value: string): void {
    const column = node.column >= 0 ? node.column : this.#columnOf(node);
    if (this.#cells[column] === undefined) {
      this.#cells[column] = value;
      return;
    }
    // The same key twice in one object: JSON does not forbid it, and neither value may be lost.
    node.repeated ??= pathNode(node.path);
    this.#put(node.repeated, value);
  }

  #columnOf(node: PathNode): number {
    const path = node.path
      .replace(/[\s\u0000-\u001F]+/g, ' ')
      .trim()
      .slice(0, 500);
    const name = nameApart(path || `column_${this.columns.length + 1}`, this.#taken);
    this.#taken.add(name);
    node.column = this.columns.push(name) - 1;
    return node.column;
  }
}

function pathNode(path: string): PathNode {
  return {
    path,
    column: -1,
    nullSeen: false,
    children: new Map(),
    elements: [],
    rest: undefined,
    repeated: undefined,
  };
}

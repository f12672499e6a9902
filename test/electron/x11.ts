import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Numbers of requests, of the X11 protocol's core: https://www.x.org/releases/X11R7.7/doc/xproto/x11protocol.html */
const REQUEST = {
  windowAttributes: 3,
  geometry: 14,
  queryTree: 15,
  getProperty: 20,
  setInputFocus: 42,
  getInputFocus: 43,
  getImage: 73,
  queryExtension: 98,
  keyboardMapping: 101,
} as const;
/** Minor number of FakeInput, of the XTEST extension. */
const FAKE_INPUT = 2;
const KEY = { press: 2, release: 3 } as const;
const WM_TRANSIENT_FOR = 68;
const VIEWABLE = 2;
const Z_PIXMAP = 2;
const ALL_PLANES = 0xffffffff;

/** Keys without a letter, by their keysyms. */
const NAMED = { Return: 0xff0d, Delete: 0xffff, Shift: 0xffe1, Control: 0xffe3 } as const;
export type NamedKey = keyof typeof NAMED;

const padded = (length: number): number => (length + 3) & ~3;

/** As much of an X11 client as it takes to find the system's dialogs on a display and to type into them. */
export class X11 {
  readonly #socket: Socket;
  readonly #waiting: { sequence: number; settle: (reply: Buffer | undefined) => void }[] = [];
  #sequence = 0;
  #read = Buffer.alloc(0);
  #root = 0;
  #keycodes: readonly [first: number, last: number] = [0, 0];
  #xtest = 0;
  /** Keysym → keycode and whether Shift is held. */
  readonly #keys = new Map<number, { code: number; shift: boolean }>();

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @param display such as `:99`, without authorisation: an Xvfb of the test's own. */
  static async open(display: string): Promise<X11> {
    const socket = connect(`/tmp/.X11-unix/X${display.replace(/^:|\..*$/g, '')}`);
    await once(socket, 'connect');
    const client = new X11(socket);
    await client.#setUp();
    socket.on('data', (chunk: Buffer) => client.#take(chunk));
    await client.#prepare();
    return client;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** The dialog that is up: a window shown on behalf of another one. */
  async dialog(): Promise<number | undefined> {
    const tree = await this.#ask(REQUEST.queryTree, 0, u32(this.#root));
    const count = tree?.readUInt16LE(16) ?? 0;
    for (let index = count - 1; index >= 0; index--) {
      const window = tree!.readUInt32LE(32 + 4 * index);
      const attributes = await this.#ask(REQUEST.windowAttributes, 0, u32(window));
      if (attributes?.readUInt8(26) !== VIEWABLE || attributes.readUInt8(27) !== 0) continue;
      const property = await this.#ask(REQUEST.getProperty, 0, u32(window, WM_TRANSIENT_FOR, 0, 0, 1));
      if (property && property.readUInt32LE(16) > 0) return window;
    }
    return undefined;
  }

  /** What a window looks like; empty where it has gone. */
  async picture(window: number): Promise<Buffer> {
    const size = (await this.#ask(REQUEST.geometry, 0, u32(window)))?.subarray(16, 20);
    if (!size) return Buffer.alloc(0);
    const body = Buffer.concat([u32(window, 0), size, u32(ALL_PLANES)]);
    return (await this.#ask(REQUEST.getImage, Z_PIXMAP, body))?.subarray(32) ?? Buffer.alloc(0);
  }

  /** Lets a window have the keyboard: without a window manager nobody else does. */
  async focus(window: number): Promise<void> {
    this.#send(REQUEST.setInputFocus, 2, u32(window, 0));
    await this.#sync();
  }

  /** Types printable characters of the display's keyboard. */
  async type(text: string): Promise<void> {
    for (const character of text) this.#stroke(character.codePointAt(0)!);
    await this.#sync();
  }

  async press(key: NamedKey): Promise<void> {
    this.#stroke(NAMED[key]);
    await this.#sync();
  }

  /** Control and a letter. */
  async control(letter: string): Promise<void> {
    this.#key(NAMED.Control, KEY.press);
    this.#stroke(letter.codePointAt(0)!);
    this.#key(NAMED.Control, KEY.release);
    await this.#sync();
  }

  #stroke(keysym: number): void {
    const shift = this.#keys.get(keysym)?.shift;
    if (shift) this.#key(NAMED.Shift, KEY.press);
    this.#key(keysym, KEY.press);
    this.#key(keysym, KEY.release);
    if (shift) this.#key(NAMED.Shift, KEY.release);
  }

  #key(keysym: number, type: number): void {
    const key = this.#keys.get(keysym);
    if (!key) throw new Error(`The keyboard has no key for U+${keysym.toString(16)}.`);
    const body = Buffer.alloc(32);
    body.writeUInt8(type, 0);
    body.writeUInt8(key.code, 1);
    body.writeUInt32LE(this.#root, 8);
    this.#send(this.#xtest, FAKE_INPUT, body);
  }

  async #setUp(): Promise<void> {
    this.#socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    let said = Buffer.alloc(0);
    while (said.length < 8 || said.length < 8 + 4 * said.readUInt16LE(6)) {
      const [chunk] = (await once(this.#socket, 'data')) as [Buffer];
      said = Buffer.concat([said, chunk]);
    }
    if (said.readUInt8(0) !== 1) throw new Error('The display refused the connection.');
    this.#keycodes = [said.readUInt8(34), said.readUInt8(35)];
    this.#root = said.readUInt32LE(40 + padded(said.readUInt16LE(24)) + 8 * said.readUInt8(29));
  }

  async #prepare(): Promise<void> {
    const name = Buffer.from('\u0005\0\0\0XTEST\0\0\0', 'latin1');
    const extension = await this.#ask(REQUEST.queryExtension, 0, name);
    if (extension?.readUInt8(8) !== 1) throw new Error('The display has no XTEST.');
    this.#xtest = extension.readUInt8(9);
    const [first, last] = this.#keycodes;
    const mapping = await this.#ask(REQUEST.keyboardMapping, 0, Buffer.from([first, last - first + 1, 0, 0]));
    const each = mapping!.readUInt8(1);
    for (let code = first; code <= last; code++) {
      for (const column of [0, 1]) {
        const keysym = mapping!.readUInt32LE(32 + 4 * ((code - first) * each + column));
        if (keysym !== 0 && !this.#keys.has(keysym)) this.#keys.set(keysym, { code, shift: column === 1 });
      }
    }
  }

  /** Everything sent has been done. */
  async #sync(): Promise<void> {
    await this.#ask(REQUEST.getInputFocus, 0, Buffer.alloc(0));
  }

  #send(major: number, second: number, body: Buffer): number {
    const head = Buffer.from([major, second, 0, 0]);
    head.writeUInt16LE(1 + body.length / 4, 2);
    this.#socket.write(Buffer.concat([head, body]));
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return this.#sequence;
  }

  /** @returns undefined when the display refuses, e.g. for a window that has gone meanwhile. */
  #ask(major: number, second: number, body: Buffer): Promise<Buffer | undefined> {
    const sequence = this.#send(major, second, body);
    return new Promise((settle) => this.#waiting.push({ sequence, settle }));
  }

  #take(chunk: Buffer): void {
    this.#read = Buffer.concat([this.#read, chunk]);
    while (this.#read.length >= 32) {
      const kind = this.#read.readUInt8(0);
      const length = kind === 1 ? 32 + 4 * this.#read.readUInt32LE(4) : 32;
      if (this.#read.length < length) return;
      const message = this.#read.subarray(0, length);
      this.#read = this.#read.subarray(length);
      if (kind <= 1) this.#answered(message, kind === 1);
    }
  }

  #answered(message: Buffer, isReply: boolean): void {
    const [first] = this.#waiting;
    if (!first || first.sequence !== message.readUInt16LE(2)) return;
    this.#waiting.shift();
    first.settle(isReply ? message : undefined);
  }
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
}

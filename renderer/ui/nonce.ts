/** The nonce of this load: whoever makes a style element gives it (Content-Security-Policy). */
export const styleNonce: string =
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// react-remove-scroll, inside Mantine's modals, looks for it under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });

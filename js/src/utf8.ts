// Made on first use: a test environment may lack them, and to import the package is not to need them.
let encoder: TextEncoder | undefined
let decoder: TextDecoder | undefined

export const encodeInto = (text: string, bytes: Uint8Array): number =>
  (encoder ??= new TextEncoder()).encodeInto(text, bytes).written

export const encoded = (text: string): Uint8Array => (encoder ??= new TextEncoder()).encode(text)

/** A BOM is part of the text: `JSON.parse` refuses it, and so does the engine. */
export const utf8 = (bytes: Uint8Array): string =>
  (decoder ??= new TextDecoder('utf-8', { ignoreBOM: true })).decode(bytes)

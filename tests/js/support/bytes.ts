import { readFileSync } from 'node:fs'

/** The engine as it lies on the disk. */
export const wasm = (name: 'engine' | 'plain' = 'engine'): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../../build/wasm/${name}.wasm`, import.meta.url)))

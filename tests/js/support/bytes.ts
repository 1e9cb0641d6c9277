import { readFileSync } from 'node:fs'

/** The engine as it lies on the disk. */
export const wasm = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL('../../../build/wasm/engine.wasm', import.meta.url)))

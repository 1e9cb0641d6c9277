import text from '../../build/wasm/plain.wasm?printable'
import { fromPrintable } from './printable.js'

export const bytes = (): Uint8Array<ArrayBuffer> => fromPrintable(text)

import text from '../../build/wasm/engine.wasm?base64'
import { fromBase64 } from './base64.js'

export const bytes = (): Uint8Array<ArrayBuffer> => fromBase64(text)

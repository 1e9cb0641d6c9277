import createEngine from '../../build/wasm/engine.mjs'
import type { CreateEngine } from './native.js'

export const glue: CreateEngine = createEngine as CreateEngine

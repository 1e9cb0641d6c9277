import type { News } from './engine.js'
import { Frame } from './frame.js'
import type { EngineModule } from './native.js'

/** Of news that no engine here has told: nothing is asked of it. */
export const noModule = {} as EngineModule

const none = new Frame(noModule, { data: null, ascii: true, begin: 0 })

/** News of our own, where an engine would have told it. */
export const made = (kind: number, a = 0, b = 0, c = 0, text = ''): News => ({
  kind,
  a,
  b,
  c,
  d: 0,
  e: 0,
  f: 0,
  text,
  bytes: undefined,
  frame: none,
  epoch: 0,
})

import type { News } from './engine.js'
import { Frame } from './frame.js'
import type { EngineModule } from './native.js'

/** Nothing is asked of it. */
export const elsewhere = {} as EngineModule

const none = new Frame(elsewhere, { data: null, ascii: true, begin: 0 })

/** News that no engine has told. */
/** News of this thread's own. */
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

// The table of cases. One is `{ name, title, plotted, parts(bench) }`, a part `{ title, run(bench) → { rows } }`.
import { growth } from './cases/growth.mjs'
import { latest } from './cases/latest.mjs'
import { opening } from './cases/opening.mjs'
import { react } from './cases/react.mjs'
import { sending } from './cases/sending.mjs'
import { binary, manyAFrame, oneAFrame } from './cases/streams.mjs'
import { worker } from './cases/worker.mjs'

export const cases = [oneAFrame, manyAFrame, latest, binary, react, sending, opening, growth, worker]

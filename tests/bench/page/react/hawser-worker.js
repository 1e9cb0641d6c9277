import { appsIn } from './over-hawser.js'

export const { Table, Chat, Panels } = appsIn({ worker: true })

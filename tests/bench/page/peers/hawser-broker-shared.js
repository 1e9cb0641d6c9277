import { open as openHere } from './hawser-broker.js'

export const open = (options) => openHere(options, { url: '/worker.js', shared: true })

import { open as openHere } from './hawser-latest.js'

export const open = (options) => openHere(options, true)

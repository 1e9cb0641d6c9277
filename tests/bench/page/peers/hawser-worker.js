import { open as openHere } from './hawser.js'

export const open = (options) => openHere(options, true)

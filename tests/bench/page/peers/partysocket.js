import { WebSocket } from 'partysocket'
import { overSocket } from './plain.js'

export const open = (options) => overSocket(new WebSocket(options.url), options)

import ReconnectingWebSocket from 'reconnecting-websocket'
import { overSocket } from './plain.js'

export const open = (options) => overSocket(new ReconnectingWebSocket(options.url), options)

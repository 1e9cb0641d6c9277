import type { Port } from './port.js'

/** Where the parts of a client find their engine, once there is one. */
export interface Slot {
  port: Port | undefined
}

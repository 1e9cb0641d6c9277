import type { EngineClient } from './engine-client.js'

/** Where the parts of a client find their engine, once there is one. */
export interface Slot {
  port: EngineClient | undefined
}

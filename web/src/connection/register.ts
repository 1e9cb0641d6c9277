import type { Incoming, Outgoing } from './protocol'

// Hooks that take their client from the provider know our messages.
declare module 'hawser/react' {
  interface Register {
    incoming: Incoming
    outgoing: Outgoing
  }
}

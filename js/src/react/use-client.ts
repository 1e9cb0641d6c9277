import type { MessageMap } from '../types.js'
import { useGiven } from './context.js'
import type { Incoming, Outgoing, Provided } from './register.js'

/**
 * The client of the provider above.
 * @throws ConnectionError `bad-option` without a provider
 */
export function useClient<In extends MessageMap = Incoming, Out extends MessageMap = Outgoing>(): Provided<In, Out> {
  return useGiven(undefined) as unknown as Provided<In, Out>
}

import { createContext, useContext } from 'react'
import { ConnectionError } from '../errors.js'
import type { AnyClient } from './source.js'

export const HawserContext = createContext<AnyClient | null>(null)

/** The client that was given, `null` included, or else the provider's. */
export function useGiven<T>(given: T | undefined): T | AnyClient {
  const provided = useContext(HawserContext)
  const client = given === undefined ? provided : given
  if (client === null && given === undefined)
    throw new ConnectionError(
      'bad-option',
      'There is no HawserProvider above this component; put one there, or give the hook a client',
    )
  return client as T | AnyClient
}

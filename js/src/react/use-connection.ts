import { useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react'
import type { Address, ClientOptions } from '../types.js'
import { follow, start } from './followed.js'
import { type AnyClient, ignore } from './source.js'
import { warn } from './warn.js'

const nowhere = { subscribe: () => ignore, get: () => null, renew: ignore }

/** The shared client of a url and options, connected while the component is there. `null` is none. */
export function useConnection(address: Address | null, options: ClientOptions | undefined): AnyClient | null {
  const url = address instanceof URL ? address.href : address
  const [at, setAt] = useState(() => start(url, options))
  const next = follow(at, url, options)
  if (next !== at) setAt(next)

  const { subscribe, get, renew } = next.connection ?? nowhere
  const inline = next.change === 'inline'
  useInsertionEffect(() => {
    if (url !== null) renew(url, options)
  }, [renew, url, options])
  useEffect(() => {
    if (inline)
      warn(
        'the url is a new function at every render, so it is shared with no other component. Define it outside, or useCallback.',
      )
  }, [inline])
  return useSyncExternalStore<AnyClient | null>(subscribe, get, get)
}

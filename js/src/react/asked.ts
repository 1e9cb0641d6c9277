import type { Address, ClientOptions } from '../types.js'
import { createRenewed, providers } from './renewed.js'

/** A url and options whose functions may be replaced while a client uses them: it asks the newest, at every attempt. */
export function createAsked(url: Address, options: ClientOptions = {}) {
  const newest = { url, hello: options.hello, protocols: options.protocols }
  const latest = (name: keyof typeof newest) => () => ask(newest[name])
  const broker = options.protocol?.options && createRenewed(options.protocol.options, providers)
  return {
    url: typeof url === 'function' ? (latest('url') as () => string) : url,
    options: {
      ...options,
      ...(typeof options.hello === 'function' && { hello: latest('hello') }),
      ...(typeof options.protocols === 'function' && { protocols: latest('protocols') as () => string }),
      ...(options.protocol && broker && { protocol: { ...options.protocol, options: broker.options } }),
    },
    renew: (url: Address, { hello, protocols, protocol }: ClientOptions = {}) => {
      Object.assign(newest, { url, hello, protocols })
      if (protocol) broker?.renew(protocol.options)
    },
  }
}

const ask = (provider: unknown): unknown => (typeof provider === 'function' ? (provider as () => unknown)() : provider)

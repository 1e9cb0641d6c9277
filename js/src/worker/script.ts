import { wordsOf } from '../faults.js'
import type { WorkerWish } from '../options.js'
import { NotNow } from './not-now.js'

/** A worker, and what to let go of once it runs. */
export interface Made {
  readonly worker: Worker | SharedWorker
  readonly loaded: () => void
  /** Why it may be that it doesn't load, if that isn't the network; the browser says nothing. */
  readonly barred?: string
}

type Policy = { createScriptURL(url: string): string }
type Policies = { createPolicy(name: string, rules: Policy): Policy }

let policy: Policy | undefined

/** Where a page requires Trusted Types, the address is made one by the policy `hawser`, if the page allows it. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies }
  policy ??= trustedTypes?.createPolicy('hawser', { createScriptURL: (url) => url })
  return policy ? policy.createScriptURL(address) : address
}

/** @throws what the browser throws: a policy, or an address of another origin */
export async function makeWorker(isShared: boolean, { script }: WorkerWish): Promise<Made> {
  if (typeof script === 'function') return { worker: script(), loaded: () => {} }
  if (script === undefined) return fromText(isShared, await workerText())
  return fromAddress(isShared, String(script))
}

/** @throws NotNow - a part that a bundler split off, and the network lost */
export async function workerText(): Promise<string> {
  try {
    return (await import('../worker-text.js')).default
  } catch (error) {
    throw new NotNow(wordsOf(error))
  }
}

/** @param name - a shared worker is found by its address and this */
export function fromText(isShared: boolean, text: string, name?: string): Made {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  const barred = 'a Content-Security-Policy needs blob: in its worker-src, or give a worker.url'
  return { ...fromAddress(isShared, address, name), loaded: () => URL.revokeObjectURL(address), barred }
}

export function fromAddress(isShared: boolean, address: string, name = 'hawser'): Made {
  const Kind = isShared ? SharedWorker : Worker
  return { worker: new Kind(trusted(address), { name }), loaded: () => {} }
}

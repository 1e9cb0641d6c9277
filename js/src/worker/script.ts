import type { WorkerWish } from '../options.js'

/** A worker, and what to let go of once it runs. */
export interface Made {
  readonly worker: Worker | SharedWorker
  readonly loaded: () => void
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
  const address = script === undefined ? await blob() : String(script)
  const Kind = isShared ? SharedWorker : Worker
  const loaded = () => {
    if (script === undefined) URL.revokeObjectURL(address)
  }
  return { worker: new Kind(trusted(address), { name: 'hawser' }), loaded }
}

async function blob(): Promise<string> {
  const { default: text } = await import('../worker-text.js')
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
}

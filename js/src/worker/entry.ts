// The script of a worker, dedicated or shared. It has no engine: a page brings one.
import { glue } from '../engine-glue.js'
import { berthOf } from './berth.js'
import { Host } from './host.js'
import { holdLock } from './lock.js'
import type { Control } from './wire.js'

interface Scope extends Control {
  readonly name: string
  readonly location: { readonly href: string; readonly protocol: string }
  onconnect?: ((event: { readonly ports: readonly Control[] }) => void) | null
}

const scope = globalThis as unknown as Scope
const { name, location } = scope
const berth = location.protocol === 'blob:' ? berthOf(name, Date.now(), location.href) : undefined
const host = new Host({
  glue: () => glue,
  locks: navigator.locks as LockManager | undefined,
  hold: () => holdLock(berth),
})

if ('onconnect' in scope) scope.onconnect = ({ ports: [page] }) => page && host.welcome(page)
else host.welcome(scope)

// The script of a worker, dedicated or shared. It has no engine: a page brings one.
import { glue } from '../engine-glue.js'
import { Host } from './host.js'
import { holdLock } from './lock.js'
import type { Control } from './wire.js'

interface Scope extends Control {
  onconnect?: ((event: { readonly ports: readonly Control[] }) => void) | null
}

const scope = globalThis as unknown as Scope
const host = new Host({ glue: () => glue, locks: navigator.locks as LockManager | undefined, hold: holdLock })

if ('onconnect' in scope) scope.onconnect = ({ ports: [page] }) => page && host.welcome(page)
else host.welcome(scope)

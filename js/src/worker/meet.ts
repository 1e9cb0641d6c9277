import { ConnectionError } from '../errors.js'
import { addressOf } from './berth.js'
import { inTurn } from './lock.js'
import { fromAddress, fromText, type Made, workerText } from './script.js'
import { NotNow } from './not-now.js'

/** Milliseconds that others may take, one after the other. */
const patience = 30_000

/**
 * The worker without an address that all tabs share. Whoever finds none starts it, and the next one looks only once it has
 * said something: so there is one, however many tabs begin in the same moment.
 * @param board - settles once the worker has said something
 */
export async function meet<T>(board: (made: Made) => Promise<T>): Promise<T> {
  const text = await workerText()
  const name = await nameOf(text)
  const turn = new AbortController()
  const timer = setTimeout(() => turn.abort(new NotNow('another tab is about to start it, and does not')), patience)
  return inTurn(name, turn.signal, async () => {
    clearTimeout(timer)
    const { held = [] } = await navigator.locks.query()
    const address = addressOf(name, held, origin)
    return (address && (await join(address, name, board))) || board(fromText(true, text, name))
  })
}

/** The one at this address, if it still answers. */
async function join<T>(address: string, name: string, board: (made: Made) => Promise<T>): Promise<T | undefined> {
  try {
    return await board(fromAddress(true, address, name))
  } catch (error) {
    if (error instanceof ConnectionError) throw error
    return undefined
  }
}

/** Workers of the same text understand each other's pages. */
async function nameOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `hawser ${[...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

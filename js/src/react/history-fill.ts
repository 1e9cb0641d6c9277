import { allOff } from '../all-off.js'
import type { ConnectionError } from '../errors.js'
import type { Meta, Off, Publication, SubscribedContext } from '../types.js'
import { type BrokerView, listen } from './source.js'
import { warn } from './warn.js'

/** What a list takes from history. */
export interface Filled {
  readonly payload: unknown
  readonly meta: Meta
}

/** Fills a list from a channel's history: once, with what hasn't arrived by itself. */
export class HistoryFill {
  readonly #channel: BrokerView
  readonly #type: string
  #state: 'empty' | 'asking' | 'full' = 'empty'
  /** The first that arrived by itself: history is asked for what came before. */
  #first: bigint | undefined
  /** The newest that history told: what arrives up to it is known. */
  #newest: { readonly offset: bigint; readonly epoch: string } | undefined

  constructor(channel: BrokerView, type: string) {
    this.#channel = channel
    this.#type = type
  }

  /** @param put - gets what history tells, oldest first */
  start(limit: number, put: (messages: readonly Filled[]) => void): Off {
    const fill = () => void this.#fill(limit, put)
    if (this.#channel.status === 'subscribed') fill()
    return allOff(
      listen(this.#channel, 'subscribed', ({ position }: SubscribedContext) => {
        if (position && position.epoch !== this.#newest?.epoch) this.#newest = undefined
        fill()
      }),
    )
  }

  /** Of a message that arrived by itself. */
  knows({ offset }: Meta): boolean {
    if (offset === undefined) return false
    if (this.#state !== 'full') this.#first ??= offset
    if (!this.#newest) return false
    if (offset <= this.#newest.offset) return true
    this.#newest = undefined
    return false
  }

  async #fill(limit: number, put: (messages: readonly Filled[]) => void): Promise<void> {
    if (this.#state !== 'empty') return
    this.#state = 'asking'
    try {
      const { publications, offset, epoch } = await this.#channel.history({ limit, reverse: true })
      this.#state = 'full'
      this.#newest = { offset, epoch }
      put(this.#wanted([...publications].reverse()))
    } catch (error) {
      this.#state = 'empty'
      this.#complain(error as ConnectionError)
    }
  }

  /** After a loss it is asked again. */
  #complain(error: ConnectionError): void {
    warn(`useMessages has no history: ${error.message}`)
    if (this.#channel.status === 'subscribed') this.#channel.fail(error)
  }

  #wanted(publications: readonly Publication[]): Filled[] {
    const first = this.#first
    return publications
      .filter(({ offset }) => first === undefined || offset < first)
      .map(({ data, offset, info, tags }) => {
        const { type, payload } = this.#channel.unwrap(data)
        const meta = { channel: this.#channel.name, offset, ...(type !== undefined && { type }) }
        return { payload, meta: { ...meta, ...(info && { info }), ...(tags && { tags }) } }
      })
      .filter(({ meta }) => this.#type === 'message' || meta.type === this.#type)
  }
}

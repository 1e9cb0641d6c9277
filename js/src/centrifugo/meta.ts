import type { ClientInfo } from '../messages.js'
import { utf8 } from '../utf8.js'
import { type Detail, tagsOf } from './details.js'

interface Context {
  readonly info?: ClientInfo
  readonly tags?: Readonly<Record<string, string>>
}

/** What is known of a publication. Nothing of it is made before somebody looks: most never do. */
export class PublicationMeta {
  readonly #low: number
  readonly #high: number
  readonly #bytes: Uint8Array | undefined
  readonly #detail: Detail | undefined
  #context: Context | undefined

  /** @param bytes - of the detail that tells who published, and the tags */
  constructor(
    readonly type: string | undefined,
    readonly channel: string | undefined,
    low: number,
    high: number,
    bytes: Uint8Array | undefined,
    detail: Detail | undefined,
  ) {
    this.#low = low
    this.#high = high
    this.#bytes = bytes
    this.#detail = detail
  }

  get offset(): bigint | undefined {
    return this.#low || this.#high ? offsetOf(this.#low, this.#high) : undefined
  }

  get info(): ClientInfo | undefined {
    return this.#said.info
  }

  get tags(): Readonly<Record<string, string>> | undefined {
    return this.#said.tags
  }

  get #said(): Context {
    return (this.#context ??= this.#bytes && this.#detail ? read(this.#bytes, this.#detail) : {})
  }
}

export const offsetOf = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low)

function read(bytes: Uint8Array, detail: Detail): Context {
  const { info, tags } = JSON.parse(utf8(bytes)) as {
    info?: Parameters<Detail['info']>[0]
    tags?: Record<string, string>
  }
  return { ...(info && { info: detail.info(info) }), ...(tags && { tags: tagsOf(tags) }) }
}

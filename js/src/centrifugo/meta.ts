import type { ClientInfo, Meta } from '../messages.js'
import { utf8 } from '../utf8.js'
import { type Detail, tagsOf } from './details.js'

interface Context {
  readonly info?: ClientInfo
  readonly tags?: Readonly<Record<string, string>>
}

/** What is known of a publication. Nothing of it is made before somebody looks: most never do. */
class About {
  readonly #low: number
  readonly #high: number
  readonly #context: Uint8Array | undefined
  readonly #detail: Detail
  #read: Context | undefined

  constructor(low: number, high: number, context: Uint8Array | undefined, detail: Detail) {
    this.#low = low
    this.#high = high
    this.#context = context
    this.#detail = detail
  }

  get offset(): bigint | undefined {
    return this.#low || this.#high ? offsetOf(this.#low, this.#high) : undefined
  }

  get context(): Context {
    return (this.#read ??= this.#context ? this.#parse(this.#context) : {})
  }

  #parse(bytes: Uint8Array): Context {
    const { info, tags } = JSON.parse(utf8(bytes)) as {
      info?: Parameters<Detail['info']>[0]
      tags?: Record<string, string>
    }
    return { ...(info && { info: this.#detail.info(info) }), ...(tags && { tags: tagsOf(tags) }) }
  }
}

export const offsetOf = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low)

/** @param context - the bytes of its detail */
export function metaOf(
  type: string | undefined,
  channel: string | undefined,
  low: number,
  high: number,
  context: Uint8Array | undefined,
  detail: Detail,
): Meta {
  const about = new About(low, high, context, detail)
  const meta = {
    type,
    channel,
    get offset() {
      return about.offset
    },
    get info() {
      return about.context.info
    },
    get tags() {
      return about.context.tags
    },
  }
  // Undefined where there is nothing to tell, rather than absent: an object of one shape.
  return meta as Meta
}

import type { ClientInfo } from '../messages.js'
import { offsetOf } from '../offset.js'
import { utf8 } from '../utf8.js'
import type { News } from '../engine.js'
import { Detail, tagsOf } from './details.js'
import type { Payloads } from './payloads.js'

interface Context {
  readonly info?: ClientInfo
  readonly tags?: Readonly<Record<string, string>>
}

/**
 * What is known of a publication. Nothing of it is made before somebody looks: most never do. Read the fields; a copy
 * (`{ ...meta }`) doesn't have them.
 */
export class PublicationMeta {
  readonly #low: number
  readonly #high: number
  readonly #told: News | undefined
  readonly #payloads: Payloads
  #context: Context | undefined

  /** @param told - who published, and the tags */
  constructor(
    readonly type: string | undefined,
    readonly channel: string | undefined,
    low: number,
    high: number,
    told: News | undefined,
    payloads: Payloads,
  ) {
    this.#low = low
    this.#high = high
    this.#told = told
    this.#payloads = payloads
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

  /** What is there, as JSON can hold it. */
  toJSON(): object {
    return { ...this.#all(), ...(this.offset !== undefined && { offset: String(this.offset) }) }
  }

  /** For the console of Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): object {
    return this.#all()
  }

  #all(): object {
    const { type, channel, offset, info, tags } = this
    return Object.fromEntries(
      Object.entries({ type, channel, offset, info, tags }).filter(([, value]) => value !== undefined),
    )
  }

  get #said(): Context {
    return (this.#context ??= this.#told ? read(this.#told, this.#payloads) : {})
  }
}

function read(told: News, payloads: Payloads): Context {
  const { info, tags } = told.bytes ? detailed(told.bytes, new Detail(told.frame, payloads)) : inFrame(told)
  return { ...(info && { info }), ...(tags && { tags: tagsOf(tags) }) }
}

type Told = { readonly info?: ClientInfo | undefined; readonly tags?: Record<string, string> | undefined }

function detailed(bytes: Uint8Array, detail: Detail): Told {
  const { info, tags } = JSON.parse(utf8(bytes)) as {
    info?: Parameters<Detail['info']>[0]
    tags?: Record<string, string>
  }
  return { info: info && detail.info(info), tags }
}

/** As the server wrote it. */
function inFrame({ c, d, frame }: News): Told {
  const info = frame.json(c, d) as Record<string, unknown>
  return {
    info: {
      client: String(info.client ?? ''),
      user: String(info.user ?? ''),
      ...('conn_info' in info && { connInfo: info.conn_info }),
      ...('chan_info' in info && { chanInfo: info.chan_info }),
    },
  }
}

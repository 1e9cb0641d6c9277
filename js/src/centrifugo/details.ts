import type { Frame } from '../frame.js'
import { parsed } from '../json.js'
import type { ClientInfo } from '../messages.js'
import type { History, Publication, SubscribedContext } from './client-types.js'
import type { Payloads, Span } from './payloads.js'

// What the engine tells as JSON. Numbers over 32 bits are texts; data is where it lies in the frame, or its text.

type Told = Span | string

interface ToldInfo {
  readonly client?: string
  readonly user?: string
  readonly connInfo?: Told
  readonly chanInfo?: Told
}

interface ToldPublication {
  readonly data: Told
  readonly offset?: string
  readonly info?: ToldInfo
  readonly tags?: Record<string, string>
  readonly time?: number
}

/** One of them, and the frame that it speaks of. */
export class Detail {
  readonly #frame: Frame
  readonly #payloads: Payloads

  constructor(frame: Frame, payloads: Payloads) {
    this.#frame = frame
    this.#payloads = payloads
  }

  data(told: Told): unknown {
    return this.#payloads.parse(this.#raw(told))
  }

  /** The same; a text that isn't JSON as it is. */
  said(told: Told): unknown {
    const raw = this.#raw(told)
    return typeof raw === 'string' ? parsed(raw) : raw
  }

  info({ client = '', user = '', connInfo, chanInfo }: ToldInfo): ClientInfo {
    return {
      client,
      user,
      ...(connInfo !== undefined && { connInfo: this.#says(connInfo) }),
      ...(chanInfo !== undefined && { chanInfo: this.#says(chanInfo) }),
    }
  }

  subscribed(text: string): { context: SubscribedContext; server: boolean } {
    const told = JSON.parse(text) as Partial<SubscribedContext> & {
      epoch?: string
      offset?: string
      data?: Told
      server?: boolean
    }
    const { recoverable = false, positioned = false, wasRecovering = false, recovered = false } = told
    const context = {
      recoverable,
      positioned,
      wasRecovering,
      recovered,
      ...(told.epoch && { position: { offset: BigInt(told.offset ?? 0), epoch: told.epoch } }),
      ...(told.data !== undefined && { data: this.said(told.data) }),
    }
    return { context, server: told.server ?? false }
  }

  history(text: string): History {
    const {
      publications = [],
      offset = 0,
      epoch = '',
    } = JSON.parse(text) as {
      publications?: ToldPublication[]
      offset?: string
      epoch?: string
    }
    return { publications: publications.map((told) => this.#publication(told)), offset: BigInt(offset), epoch }
  }

  presence(text: string): Map<string, ClientInfo> {
    const { clients = [] } = JSON.parse(text) as { clients?: ToldInfo[] }
    return new Map(clients.map((told) => [told.client ?? '', this.info(told)]))
  }

  #publication({ data, offset = '0', info, tags, time }: ToldPublication): Publication {
    return {
      data: this.data(data),
      offset: BigInt(offset),
      ...(info && { info: this.info(info) }),
      ...(tags && { tags: tagsOf(tags) }),
      ...(time && { time }),
    }
  }

  /** What a token says of somebody is JSON, whatever publications are; bytes where it isn't. */
  #says(told: Told): unknown {
    const raw = this.#raw(told)
    return typeof raw === 'string' ? parsed(raw) : jsonIn(raw)
  }

  #raw(told: Told): string | Uint8Array {
    return typeof told === 'string' ? told : this.#payloads.raw(this.#frame, told)
  }
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return bytes
  }
}

/** Names come from the network: they are no properties of an object with a prototype. */
export const tagsOf = (tags: Record<string, string>): Readonly<Record<string, string>> =>
  Object.assign(Object.create(null) as Record<string, string>, tags)

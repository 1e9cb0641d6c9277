import { failure } from '../compile.js'
import type { Engine } from '../engine.js'
import { ConnectionError } from '../errors.js'
import { loaderOf } from '../loader.js'
import type { CreateEngine } from '../native.js'
import type { EngineOptions } from '../options.js'
import type { Bringer, Ports } from '../port.js'
import type { WebSocketConstructor } from '../types.js'
import { remove } from './boarding.js'
import { Line } from './line.js'
import type { Held } from './lock.js'
import { type Limits, limits } from './mailbox.js'
import { Member } from './member.js'
import { carry } from './orders.js'
import { Turns } from './turns.js'
import {
  type Answer,
  type Control,
  dialect,
  type Hello,
  type Opening,
  type Order,
  type Orders,
  Wire,
  written,
} from './wire.js'

/** How a worker hears of a page's end: the lock is granted when the page that holds it is gone. */
type Locks = { request(name: string, granted: () => void): Promise<unknown> }

interface HostOptions {
  readonly glue: () => CreateEngine | Promise<CreateEngine>
  readonly locks?: Locks | undefined
  /** Takes a lock for the life of the worker. */
  readonly hold?: () => Promise<Held>
  readonly WebSocket?: WebSocketConstructor
  readonly limits?: Limits
}

/** A worker's engine, its lines, and the pages that use them. */
export class Host {
  readonly #options: HostOptions
  readonly #lines = new Map<string, Line>()
  readonly #turns = new Turns(this.#lines, (line, error) => this.#bury(line, error))
  #bringer: Bringer | undefined
  #held: Promise<Held> | undefined
  #unnamed = 0

  constructor(options: HostOptions) {
    this.#options = options
  }

  /** A page; where the worker is shared, one of several. */
  welcome(page: Control): void {
    const visitor: Visitor = { clients: new Set(), isGone: false }
    page.onmessage = ({ data }: MessageEvent<Hello | Opening>) => {
      if ('dialect' in data) void this.#hello(page, data, visitor)
      else this.#open(data, visitor)
    }
  }

  async #hello(page: Control, { dialect: theirs, engine, lock }: Hello, visitor: Visitor): Promise<void> {
    const answer = (answer: Answer) => page.postMessage(answer)
    if (theirs !== dialect) return answer({ is: 'stranger' })
    if (engine) this.#bringer ??= loaderOf(this.#options.glue, engine)
    if (!this.#bringer) return answer({ is: 'hungry' })
    if (lock) void this.#options.locks?.request(lock, () => lose(visitor))
    try {
      await this.#bringer.engine()
      answer({ is: 'ready', lock: lock && (await this.#life()) })
    } catch (error) {
      this.#bringer = undefined
      answer({ is: 'failed', error: written(error as ConnectionError) })
    }
  }

  /** Pages that wait for it know when this worker is gone. */
  async #life(): Promise<string> {
    this.#held ??= this.#options.hold?.()
    return (await this.#held)?.name ?? ''
  }

  /** A client of a page, and the way to it. */
  #open(opening: Opening, visitor: Visitor): void {
    const member = new Member(opening.port, this.#options.limits ?? limits, !opening.key, () => this.#turns.turned())
    member.mailbox.epoch = opening.epoch
    // An engine may refuse a client: one for plain messages, that of a broker.
    const open = (engine: Ports) => {
      if (visitor.isGone) return
      try {
        this.#enter(engine as Engine, member, opening, visitor)
      } catch (error) {
        member.mailbox.end(failure(error))
      }
    }
    const engine = this.#bringer?.loaded()
    if (engine) open(engine)
    else if (!this.#bringer)
      member.mailbox.end(new ConnectionError('engine-failed', 'The worker has no engine any more', gone))
    else this.#bringer.engine().then(open, (error: ConnectionError) => member.mailbox.end(error))
  }

  #enter(engine: Engine, member: Member, { key, options, port }: Opening, { clients }: Visitor): void {
    const line = this.#line(engine, key || `#${++this.#unnamed}`, key !== '', options)
    member.resumes = options.resumes !== undefined
    member.leave = () => {
      clients.delete(member)
      this.#leave(line, member)
    }
    clients.add(member)
    line.members.add(member)
    port.onmessage = ({ data }: MessageEvent<Orders>) => this.#obey(line, member, data)
  }

  /** One for all who give the same key, as long as its engine lives. */
  #line(engine: Engine, key: string, isShared: boolean, options: EngineOptions): Line {
    const known = this.#lines.get(key)
    if (known && !engine.failure && known.engine === engine) return known
    engine.turned = () => this.#turns.turned()
    const line = new Line(engine, key, options, isShared, this.#options.WebSocket)
    this.#lines.set(key, line)
    this.#turns.plan()
    return line
  }

  #obey(line: Line, member: Member, { number, read, orders }: Orders): void {
    member.spoke = performance.now()
    if (read) member.mailbox.read()
    if (number) this.#turns.during(() => this.#carry(line, member, number, orders))
    if (orders.at(-1)?.[0] === 'delete') member.leave()
    this.#turns.turned()
  }

  #carry(line: Line, member: Member, number: number, orders: readonly Order[]): void {
    const { mailbox } = member
    mailbox.orders = number
    for (const [verb, ...args] of orders) {
      try {
        carry[verb]?.(line, member, ...(args as never[]))
      } catch (error) {
        // That the engine is gone was told.
        if (!line.engine.failure) mailbox.own(Wire.troubled, 0, 0, 0, written(error as ConnectionError))
      }
    }
    mailbox.carriedOut(number)
  }

  /** Its engine is gone. */
  #bury(line: Line, error: ConnectionError): void {
    if (this.#lines.get(line.key) === line) this.#lines.delete(line.key)
    for (const member of [...line.members]) {
      member.mailbox.end(error)
      member.leave()
    }
  }

  /** The last one takes the line along. */
  #leave(line: Line, member: Member): void {
    this.#turns.during(() => remove(line, member))
    line.members.delete(member)
    if (!line.members.size) this.#turns.during(() => this.#end(line))
    member.mailbox.close()
    this.#turns.turned()
  }

  #end(line: Line): void {
    if (this.#lines.get(line.key) === line) this.#lines.delete(line.key)
    this.#turns.plan()
    line.port.delete()
  }
}

const gone = { reason: 'memory', temporary: true } as const

/** A page, and the clients of it. */
interface Visitor {
  readonly clients: Set<Member>
  isGone: boolean
}

/** The page is gone. */
function lose(visitor: Visitor): void {
  visitor.isGone = true
  for (const member of [...visitor.clients]) {
    member.died = true
    member.leave()
  }
}

import { Aftermath } from './aftermath.js'
import type { Fate } from './border.js'
import type { News, Recipient } from './engine.js'
import type { RetryInfo } from './events.js'
import type { Where } from './figures.js'
import { ConnectionError } from './errors.js'
import { Herald } from './herald.js'
import type { Life } from './life.js'
import type { EngineOptions } from './options.js'
import { watchPage } from './page.js'
import type { Parts } from './parts.js'
import type { Bringer, Ports } from './port.js'
import { Revival } from './revival.js'
import type { ClientOptions, MessageMap, Off, Status } from './types.js'

/** Brings an engine, dials, hangs up, and lives on when the engine doesn't. */
export class Connection implements Recipient {
  readonly #parts: Parts
  readonly #life: Life
  readonly #herald: Herald
  readonly #aftermath: Aftermath
  readonly #revival: Revival
  readonly #bringer: Bringer
  readonly #options: EngineOptions
  /** The user wants the connection. */
  #isWanted = false
  /** An engine stopped, and the next one goes on in its place. */
  #resumes = false
  /** Counts the loads that were begun or called off: only what the newest one brings is wanted. */
  #wish = 0
  /** What an engine says while it is given what waited for it. */
  #early: News[] | undefined
  #unwatch: Off = () => {}
  #where: Ports['where'] = 'none'

  constructor(parts: Parts, bringer: Bringer, options: ClientOptions<MessageMap>, engineOptions: EngineOptions) {
    this.#parts = parts
    this.#life = parts.life
    this.#bringer = bringer
    this.#options = engineOptions
    const planned = (retry: RetryInfo) => parts.hub.tell('reconnecting', retry, parts.life.live())
    this.#revival = new Revival(engineOptions.reconnect, planned, () => this.#bring())
    this.#herald = new Herald(parts, options, engineOptions.maxMessageBytes, this.#revival)
    this.#aftermath = new Aftermath(parts, this.#herald, this.#revival)
  }

  // ---------------------------------------------------------------- the user's wishes

  connect(): void {
    const { slot } = this.#parts
    const { status } = this.#life
    this.#isWanted = true
    if (status !== 'open' && status !== 'connecting') this.#revival.reset()
    slot.port?.connect()
    if (slot.port || this.#life.status === 'connecting') return
    if (this.#life.status !== 'waiting') this.#resumes = false
    this.#revival.reset()
    this.#bring()
  }

  disconnect(code: number, reason: string): void {
    const { port } = this.#parts.slot
    this.#isWanted = false
    this.#revival.reset()
    this.#parts.dialer.url = ''
    this.#life.turnPage()
    this.#life.gate.fail(hungUp())
    if (port) port.disconnect(code, reason)
    else this.#withdraw()
  }

  reconnect(): void {
    const { slot } = this.#parts
    this.#isWanted = true
    this.#revival.reset()
    slot.port?.reconnect()
    if (!slot.port) this.connect()
  }

  destroy(): void {
    const { slot, outgoing, requests } = this.#parts
    const { port } = slot
    this.#isWanted = false
    this.#life.silence()
    try {
      port?.disconnect(1000, '')
      port?.delete()
    } catch {
      // An engine that stops now has nothing to free.
    }
    this.#detach()
    this.#life.status = 'idle'
    outgoing.dropAll('disconnected')
    requests.failAll(hungUp())
    this.#aftermath.unsubscribe()
    this.#life.end(undefined, hungUp())
  }

  /** Of bringing the engine again. */
  get retries(): { readonly attempts: number; readonly nextAttempt: number | undefined } {
    return { attempts: this.#revival.attempts, nextAttempt: this.#revival.left }
  }

  get where(): Where {
    const { fallback } = this.#bringer
    return { worker: this.#where, ...(fallback && { workerFallback: fallback }) }
  }

  // ---------------------------------------------------------------- the engine comes and goes

  #bring(): void {
    this.#parts.outgoing.keep(true)
    const wish = ++this.#wish
    this.#life.move('connecting', this.#life.live())
    if (wish === this.#wish) void this.#load(wish)
  }

  async #load(wish: number): Promise<void> {
    try {
      const engine = this.#bringer.loaded() ?? (await this.#bringer.engine())
      if (wish === this.#wish) this.#attach(engine)
    } catch (error) {
      if (wish === this.#wish) this.#aftermath.missed(error as ConnectionError)
    }
  }

  /** What waited goes in before the engine hears where it dials: it was meant for where the link led before. */
  #attach(engine: Ports): void {
    const { slot, hub, channels, outgoing, extension } = this.#parts
    const port = engine.open({ ...this.#options, ...this.#resumption() }, this)
    this.#resumes = false
    slot.port = port
    this.#where = engine.where
    this.#unwatch = watchPage((hint) => port.page(hint))
    hub.attach()
    channels.attach()
    const early: News[] = []
    this.#early = early
    port.connect()
    outgoing.attach()
    extension?.attach()
    this.#early = undefined
    if (slot.port === port) for (const news of early) this.#herald.take(news)
  }

  #resumption(): Pick<EngineOptions, 'resumes'> {
    const { dialer, extension } = this.#parts
    const { attempts } = this.#revival
    if (!this.#resumes) return attempts ? { resumes: { attempts, url: '', chosen: [] } } : {}
    return { resumes: { attempts, url: dialer.url, chosen: extension?.chosen ?? [] } }
  }

  #detach(): void {
    this.#wish++
    this.#unwatch()
    this.#revival.stop()
    this.#early = undefined
    this.#parts.slot.port = undefined
    this.#where = 'none'
    this.#parts.channels.detach()
  }

  /** A disconnect while there is no engine. */
  #withdraw(): void {
    const { outgoing, requests } = this.#parts
    this.#wish++
    outgoing.keep(false)
    outgoing.dropAll('disconnected')
    requests.failAll(hungUp())
    if (this.#life.status === 'idle') return
    this.#life.move('idle')
    this.#aftermath.unsubscribe()
    this.#life.end(undefined)
  }

  // ---------------------------------------------------------------- what the engine tells

  get epoch(): number {
    return this.#life.epoch
  }

  changed(state: number): void {
    this.#life.changed(state)
  }

  take(news: News): void {
    if (this.#early) this.#early.push(news)
    else this.#herald.take(news)
  }

  troubled(error: ConnectionError): void {
    this.#parts.hub.fail(error)
  }

  refused(ticket: number, request: number, fate: Fate): void {
    const { extension, outgoing, requests } = this.#parts
    if (extension) return extension.refused(ticket, fate)
    const quietly = request > 0 || hungUpOn.has(this.#life.status)
    const error = outgoing.refuse(ticket, fate, quietly)
    if (request) requests.refuse(request, error)
  }

  lost(error: ConnectionError): void {
    if (!this.#parts.slot.port) return
    this.#detach()
    this.#resumes = true
    this.#aftermath.stopped(error, this.#isWanted)
  }
}

/** By the user, who needs no word of what doesn't leave any more. */
const hungUpOn: ReadonlySet<Status> = new Set(['idle', 'closing'])

const hungUp = () => new ConnectionError('closed', 'The client was disconnected')

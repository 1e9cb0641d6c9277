import { Kind, subscriptionStates } from '../border.js'
import type { News } from '../engine.js'
import { halvesOf, offsetOf } from '../offset.js'
import { made } from '../made.js'
import { beginning, type Since, type Told, toldAt } from './since.js'

/** Where a channel is, for pages that come late. */
interface Known {
  status: number
  /** Of a broker: what it said when it subscribed us, and the name of what it chose by itself. */
  subscribed?: News | undefined
  adopted?: News | undefined
  recoverable: boolean
  epoch: string
  low: number
  high: number
}

/** What the engine has told and won't tell again. */
export class Remembered {
  connected: News | undefined
  readonly #channels = new Map<number, Known>()
  /** Where what the server chose was in another engine. */
  readonly #chosen: ReadonlyMap<string, Since>

  constructor(chosen: ReadonlyMap<string, Since>) {
    this.#chosen = chosen
  }

  note(news: News): void {
    if (news.kind === Kind.connected) this.connected = news
    else if (news.kind === Kind.subscription) this.#move(news.a, news.b)
    else if (news.kind === Kind.subscribed) this.#begin(news)
    else if (news.kind === Kind.adopted) this.#adopt(news)
    else if (news.kind === Kind.moved) this.#advance(news.a, news.b, news.c)
    else if (placed.has(news.kind)) this.#advance(news.b, news.e, news.f)
  }

  /** Nobody wants it any more; what the server chose stays. */
  forget(channel: number): void {
    if (!this.#channels.get(channel)?.adopted) this.#channels.delete(channel)
  }

  isAdopted(channel: number): boolean {
    return this.#channels.get(channel)?.adopted !== undefined
  }

  /** The server's, by number, and their names. */
  get adopted(): [channel: number, name: string][] {
    return [...this.#channels].flatMap(([channel, { adopted }]) => (adopted ? [[channel, adopted.text]] : []))
  }

  isUp(channel: number): boolean {
    const known = this.#channels.get(channel)
    return known !== undefined && isUp(known)
  }

  /** Somebody is the first to want it. */
  begin(channel: number, since: Since | undefined): void {
    if (since && !this.isAdopted(channel)) this.#place(channel, since)
  }

  /** Where it is, if what follows can be recovered. */
  position(channel: number): Since | undefined {
    const known = this.#channels.get(channel)
    return known?.epoch && known.recoverable ? placeOf(known) : undefined
  }

  /** As if it were told now. @param since - where that page is, if it was told before */
  retold(channel: number, since?: Since): News[] {
    const known = this.#channels.get(channel)
    if (!known) return []
    const { status, adopted, subscribed } = known
    const now = subscribed && isUp(known) ? standing(subscribed, known, false) : undefined
    return [
      ...(adopted ? [adopted] : []),
      ...(now ? [since ? toldAt(since, now, undefined) : now] : []),
      made(Kind.subscription, channel, status),
    ]
  }

  /** Where it has come meanwhile, for a page that got less; nothing, until it is subscribed again. */
  caughtUp(channel: number, hasHole: boolean): News | undefined {
    const known = this.#channels.get(channel)
    if (!known?.subscribed || !isUp(known)) return undefined
    const { subscribed, low, high } = known
    return hasHole ? standing(subscribed, known, true) : made(Kind.moved, channel, low, high)
  }

  #of(channel: number): Known {
    const known = this.#channels.get(channel) ?? { status: 0, recoverable: false, epoch: '', low: 0, high: 0 }
    this.#channels.set(channel, known)
    return known
  }

  /** What the server chose and has ended is nobody's. */
  #move(channel: number, status: number): void {
    if (this.isAdopted(channel) && subscriptionStates[status] === 'unsubscribed') this.#channels.delete(channel)
    else this.#of(channel).status = status
  }

  #adopt(news: News): void {
    const since = this.#chosen.get(news.text)
    this.#of(news.a).adopted = news
    if (since) this.#place(news.a, since)
  }

  #begin(news: News): void {
    const told = JSON.parse(news.text) as Told
    this.#place(news.a, beginning(told, this.position(news.a)))
    const { recoverable = false } = told
    Object.assign(this.#of(news.a), { subscribed: made(news.kind, news.a, 0, 0, entire(news)), recoverable })
  }

  #place(channel: number, { epoch, offset }: Since): void {
    const [low, high] = halvesOf(BigInt(offset))
    Object.assign(this.#of(channel), { recoverable: true, epoch, low, high })
  }

  #advance(channel: number, low: number, high: number): void {
    const known = this.#channels.get(channel)
    if (known && (low || high)) Object.assign(known, { low, high })
  }
}

const isUp = ({ status }: Known) => subscriptionStates[status] === 'subscribed'

/** What moves a channel's position. */
export const placed: ReadonlySet<number> = new Set([Kind.publication, Kind.keptPublication, Kind.keptBytes])

/** The text of its news, with what lies in the frame: that is handed on, and at hand no longer. */
function entire({ text, frame }: News): string {
  const told = JSON.parse(text) as { readonly data?: string | readonly [number, number] }
  const { data } = told
  return typeof data === 'object' ? JSON.stringify({ ...told, data: frame.text(...data) }) : text
}

const placeOf = ({ epoch, low, high }: Known): Since => ({ epoch, offset: String(offsetOf(low, high)) })

/** The same as of now: nothing is recovered for who comes late. */
function standing(subscribed: News, known: Known, hasHole: boolean): News {
  const told = JSON.parse(subscribed.text) as object
  const text = JSON.stringify({ ...told, wasRecovering: hasHole, recovered: false, ...placeOf(known) })
  return { ...subscribed, text }
}

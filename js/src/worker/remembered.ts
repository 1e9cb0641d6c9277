import { Kind, subscriptionStates } from '../border.js'
import type { News } from '../engine.js'
import { offsetOf } from '../offset.js'
import { made } from './made.js'

/** Where a channel is, for pages that come late. */
interface Known {
  status: number
  /** Of a broker: what it said when it subscribed us, and the name of what it chose by itself. */
  subscribed?: News | undefined
  adopted?: News | undefined
  low: number
  high: number
}

/** What the engine has told and won't tell again. */
export class Remembered {
  connected: News | undefined
  readonly #channels = new Map<number, Known>()

  note(news: News): void {
    if (news.kind === Kind.connected) this.connected = news
    else if (news.kind === Kind.subscription) this.#move(news.a, news.b)
    else if (news.kind === Kind.subscribed) this.#begin(news)
    else if (news.kind === Kind.adopted) this.#of(news.a).adopted = news
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

  get adopted(): number[] {
    return [...this.#channels.keys()].filter((channel) => this.isAdopted(channel))
  }

  /** As if it were told now. */
  retold(channel: number): News[] {
    const known = this.#channels.get(channel)
    if (!known) return []
    const { status, adopted, subscribed } = known
    const isUp = subscriptionStates[status] === 'subscribed'
    return [
      ...(adopted ? [adopted] : []),
      ...(isUp && subscribed ? [{ ...subscribed, text: standing(subscribed, known) }] : []),
      made(Kind.subscription, channel, status),
    ]
  }

  #of(channel: number): Known {
    const known = this.#channels.get(channel) ?? { status: 0, low: 0, high: 0 }
    this.#channels.set(channel, known)
    return known
  }

  /** What the server chose and has ended is nobody's. */
  #move(channel: number, status: number): void {
    if (this.isAdopted(channel) && subscriptionStates[status] === 'unsubscribed') this.#channels.delete(channel)
    else this.#of(channel).status = status
  }

  #begin(news: News): void {
    Object.assign(this.#of(news.a), { subscribed: news, low: 0, high: 0 })
  }

  #advance(channel: number, low: number, high: number): void {
    const known = this.#channels.get(channel)
    if (known && (low || high)) Object.assign(known, { low, high })
  }
}

/** What moves a channel's position. */
const placed: ReadonlySet<number> = new Set([Kind.publication, Kind.keptPublication, Kind.keptBytes])

/** The text of its news, as of now: nothing is recovered for who comes late, and no frame is at hand any more. */
function standing({ text, frame }: News, { low, high }: Known): string {
  const told = JSON.parse(text) as { data?: string | readonly [number, number] }
  const { data } = told
  return JSON.stringify({
    ...told,
    wasRecovering: false,
    recovered: false,
    ...((low || high) && { offset: String(offsetOf(low, high)) }),
    ...(data !== undefined && { data: typeof data === 'string' ? data : frame.text(...(data as [number, number])) }),
  })
}

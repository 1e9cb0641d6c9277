import { Kind, subscriptionStates } from '../border.js'
import type { News } from '../engine.js'
import { offsetOf } from '../offset.js'
import { made } from '../made.js'

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
    return [
      ...(adopted ? [adopted] : []),
      ...(isUp(known) && subscribed ? [{ ...subscribed, text: standing(subscribed, known, false) }] : []),
      made(Kind.subscription, channel, status),
    ]
  }

  /** Where it has come meanwhile, for a page that got less; nothing, until it is subscribed again. */
  caughtUp(channel: number, hasHole: boolean): News | undefined {
    const known = this.#channels.get(channel)
    if (!known?.subscribed || !isUp(known)) return undefined
    const { subscribed, low, high } = known
    return hasHole ? { ...subscribed, text: standing(subscribed, known, true) } : made(Kind.moved, channel, low, high)
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
    Object.assign(this.#of(news.a), { subscribed: made(news.kind, news.a, 0, 0, entire(news)), low: 0, high: 0 })
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
  const told = JSON.parse(text) as { data?: string | readonly [number, number] }
  const { data } = told
  return typeof data === 'object' ? JSON.stringify({ ...told, data: frame.text(...data) }) : text
}

/** The same as of now: nothing is recovered for who comes late. */
function standing({ text }: News, { low, high }: Known, hasHole: boolean): string {
  return JSON.stringify({
    ...(JSON.parse(text) as object),
    wasRecovering: hasHole,
    recovered: false,
    ...((low || high) && { offset: String(offsetOf(low, high)) }),
  })
}

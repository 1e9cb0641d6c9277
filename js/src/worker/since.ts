import type { News } from '../engine.js'
import type { EngineOptions } from '../options.js'

/** How far somebody came in a channel of a broker. A number of 64 bits is a text. */
export interface Since {
  readonly offset: string
  readonly epoch: string
}

/** Where a page is in a channel that it wants. @param wish - as JSON; `''`: none */
export const sinceOf = (wish: string): Since | undefined =>
  wish ? (JSON.parse(wish) as { since?: Since }).since : undefined

/** The same wish of a page that has come so far. */
export const onward = (wish: string, since: Since | undefined): string =>
  since ? JSON.stringify({ ...(JSON.parse(wish) as object), since }) : wish

/** Where somebody was in what a server chose by itself, by the names of the channels. */
export const chosenOf = ({ resumes }: EngineOptions): Map<string, Since> =>
  new Map(
    (resumes?.chosen ?? []).flatMap(({ channel, offset = '', epoch = '' }) =>
      epoch ? [[channel, { offset, epoch }] as const] : [],
    ),
  )

/** Whoever is there has all that others have who are at `other`. */
export const covers = (since: Since, other: Since): boolean =>
  since.epoch === other.epoch && BigInt(since.offset) >= BigInt(other.offset)

/** What the engine tells of a subscription, as JSON. */
export interface Told extends Partial<Since> {
  readonly recoverable?: boolean
  readonly recovered?: boolean
}

/** Where the stream of a subscription begins: as src/client/centrifugo/subscribing.cpp takes it. @param before - where the line was */
export function beginning({ recovered, epoch = '', offset = '0' }: Told, before: Since | undefined): Since {
  if (!recovered) return { epoch, offset }
  return { epoch, offset: before?.epoch === epoch ? before.offset : '0' }
}

/**
 * News of a subscription as a page gets them that is at `since`: is there all that it misses?
 * @param before - where the line was that subscribed: what it recovers begins there
 */
export function toldAt(since: Since, news: News, before: Since | undefined): News {
  const told = JSON.parse(news.text) as Told
  const begins = beginning(told, before)
  const recovered = covers(since, told.recovered && before ? before : begins)
  return { ...news, text: JSON.stringify({ ...told, ...begins, wasRecovering: true, recovered }) }
}

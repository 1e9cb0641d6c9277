import type { Line } from './line.js'
import type { Member, Wish } from './member.js'
import { Wire } from './wire.js'

// What a page wants to hear: noted as its wish, and told to the engine while the page is aboard.

export function listen(line: Line, member: Member, ours: number, wish: Wish): void {
  member.routes.set(ours, wish)
  if (!member.aboard) return
  wish.number = line.port.listen(wish.name)
  member.heard.add(wish.number)
  member.mailbox.own(Wire.route, wish.number, ours)
}

export function unlisten(line: Line, member: Member, ours: number): void {
  const wish = member.routes.get(ours)
  member.routes.delete(ours)
  if (!wish?.number) return
  member.heard.delete(wish.number)
  line.port.unlisten(wish.number)
}

/** Whoever comes late to a channel is told where it is. */
export function subscribe(line: Line, member: Member, ours: number, wish: Wish): void {
  member.channels.set(ours, wish)
  if (!member.aboard) return
  let isKnown = false
  line.port.subscribe(wish.name, wish.options, (number) => {
    isKnown = line.aboard.some(({ held }) => held.has(number))
    wish.number = number
    member.held.add(number)
    member.mailbox.own(Wire.channel, number, ours)
  })
  if (member.hearsAllOf.has(wish.name)) tellHearing(line, wish.name)
  if (isKnown) for (const news of line.remembered.retold(wish.number)) member.news(news)
}

export function unsubscribe(line: Line, member: Member, ours: number): void {
  const wish = member.channels.get(ours)
  member.channels.delete(ours)
  if (wish?.number) letGo(line, member, wish)
}

/** Another page may hold the channel on. */
export function letGo(line: Line, member: Member, wish: Wish): void {
  member.held.delete(wish.number)
  member.mailbox.missed.forget(wish.number)
  line.port.unsubscribe(wish.number)
  if (!line.aboard.some(({ held }) => held.has(wish.number))) line.remembered.forget(wish.number)
  wish.number = 0
}

/** A channel is heard as long as somebody hears all of it. */
export function hear(line: Line, member: Member, channel: string, heard: boolean): void {
  if (heard) member.hearsAllOf.add(channel)
  else member.hearsAllOf.delete(channel)
  if (member.aboard) tellHearing(line, channel)
}

export function tellHearing({ aboard, port }: Line, channel: string): void {
  port.listenToChannel(
    channel,
    aboard.some(({ hearsAllOf }) => hearsAllOf.has(channel)),
  )
}

export function openView(line: Line, member: Member, ours: number, wish: Wish): void {
  wish.number ||= member.views.get(ours)?.number || line.views.add(member, ours)
  member.views.set(ours, wish)
  if (member.aboard) line.port.openView(wish.number, wish.options)
}

export function closeView(line: Line, member: Member, ours: number): void {
  const wish = member.views.get(ours)
  member.views.delete(ours)
  if (!wish) return
  line.views.delete(wish.number)
  if (member.aboard) line.port.closeView(wish.number)
}

/** Answered in any case: the page counts on it. */
export function collect({ port }: Line, { views, aboard, mailbox }: Member, ours: number): void {
  const tell = (text: string) => mailbox.own(Wire.collected, ours, 0, 0, text)
  const wish = views.get(ours)
  if (wish && aboard) port.collect(wish.number, tell)
  else tell('')
}

/** What nobody wants isn't even told to us. */
export function tellWishes(line: Line): void {
  const { aboard } = line
  line.port.want(
    aboard.some(({ unrouted }) => unrouted),
    aboard.some(({ everything }) => everything),
  )
}

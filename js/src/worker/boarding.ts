import { type Hint, Kind, outcomes, states } from '../border.js'
import type { Status } from '../types.js'
import type { Line } from './line.js'
import { made } from './made.js'
import type { Member, Wish } from './member.js'
import { Wire } from './wire.js'

const stateOf = (status: Status) => states.indexOf(status)
const isUp: ReadonlySet<Status> = new Set(['connecting', 'open'])
const clean = 1
/** Of a close that names none. */
const noCode = 1005

// ---------------------------------------------------------------- coming

/** A page wants the connection: it is dialled, or the page is told that it is there. */
export function join(line: Line, member: Member): void {
  for (const other of line.aboard) if (other.leaving && other !== member) goAshore(line, other)
  member.leaving = false
  const comesLate = !member.aboard && isUp.has(line.status)
  if (!member.aboard) embark(line, member)
  if (!comesLate) line.port.connect()
}

function embark(line: Line, member: Member): void {
  member.aboard = true
  line.muster()
  tellWishes(line)
  for (const [ours, wish] of member.routes) listen(line, member, ours, wish)
  if (isUp.has(line.status)) catchUp(line, member)
  for (const [ours, wish] of member.channels) subscribe(line, member, ours, wish)
  for (const [ours, wish] of member.views) openView(line, member, ours, wish)
  watch(line)
}

/** What was told before it came. */
function catchUp({ status, remembered }: Line, member: Member): void {
  member.news(made(Kind.changed, stateOf('connecting')))
  if (status !== 'open' || !remembered.connected) return
  member.news(made(Kind.changed, stateOf('open')))
  member.news({ ...remembered.connected, a: 0, b: 0 })
  for (const channel of remembered.adopted) for (const news of remembered.retold(channel)) member.news(news)
}

// ---------------------------------------------------------------- what a page wants

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

function letGo(line: Line, member: Member, wish: Wish): void {
  member.held.delete(wish.number)
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

function tellHearing({ aboard, port }: Line, channel: string): void {
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

// ---------------------------------------------------------------- going

/** A page wants it no more: the last one hangs up, the others go without a word to the server. */
export function leave(line: Line, member: Member, code: number, reason: string): void {
  if (!member.aboard) return
  const isLast = line.aboard.every((other) => other === member || other.leaving)
  member.leaving = isLast
  if (isLast) return line.port.disconnect(code, reason)
  settle(line, member)
  farewell(line, member, code, reason)
  goAshore(line, member)
}

/** It is gone, and so is what it held. */
export function remove(line: Line, member: Member): void {
  if (member.aboard) {
    leave(line, member, 1000, '')
    goAshore(line, member)
  }
  for (const tickets of [line.tickets, line.requests, line.views])
    for (const number of tickets.of(member)) tickets.delete(number)
  line.members.delete(member)
}

/** As the engine tells of a hang-up. */
function farewell({ status }: Line, member: Member, code: number, reason: string): void {
  if (status === 'open') member.news(made(Kind.changed, stateOf('closing')))
  member.news(made(Kind.changed, stateOf('idle')))
  if (status === 'open' || status === 'closing') member.news(made(Kind.closed, code || noCode, clean, 0, reason))
}

/** Nobody will tell it of the replies that it awaits. */
function settle({ requests, port }: Line, member: Member): void {
  for (const request of requests.of(member)) {
    member.news(made(Kind.settled, requests.find(request)?.number, outcomes.indexOf('closed')))
    requests.delete(request)
    port.forget(request)
  }
}

function goAshore(line: Line, member: Member): void {
  if (!member.aboard) return
  member.aboard = false
  line.muster()
  if (member.leaving && line.status === 'closing') farewell(line, member, 0, '')
  member.leaving = false
  for (const wish of member.channels.values()) if (wish.number) letGo(line, member, wish)
  for (const wish of member.routes.values()) {
    line.port.unlisten(wish.number)
    wish.number = 0
  }
  member.heard.clear()
  for (const channel of member.hearsAllOf) tellHearing(line, channel)
  for (const { number } of member.views.values()) line.port.closeView(number)
  tellWishes(line)
  line.asked.left(member)
  watch(line)
}

// ---------------------------------------------------------------- the pages

const back: ReadonlySet<Hint> = new Set(['resumed', 'page_shown', 'visible'])
const away: ReadonlySet<Hint> = new Set(['frozen', 'page_hidden', 'hidden'])

/** A worker of one page lives and sleeps as that page does. A shared one is hidden only when all of its pages are. */
export function page(line: Line, member: Member, hint: Hint): void {
  if (!line.isShared) return line.port.page(hint)
  if (back.has(hint) || away.has(hint)) {
    member.hidden = away.has(hint)
    watch(line)
  } else if (line.online !== (hint === 'online')) {
    line.online = hint === 'online'
    line.port.page(hint)
  }
}

function watch(line: Line): void {
  const { aboard } = line
  const hidden = aboard.length > 0 && aboard.every((member) => member.hidden)
  if (hidden !== line.hidden) line.port.page(hidden ? 'hidden' : 'visible')
  line.hidden = hidden
}

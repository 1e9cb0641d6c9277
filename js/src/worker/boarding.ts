import { Kind, outcomes, states } from '../border.js'
import { figureNames, statsOf } from '../figures.js'
import type { Status } from '../types.js'
import type { Line } from './line.js'
import { made } from '../made.js'
import type { Member } from './member.js'
import { watch } from './watch.js'
import { letGo, listen, openView, subscribe, tellHearing, tellWishes } from './wishes.js'

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
  const waitsAlong = member.resumes && line.status === 'waiting'
  member.resumes = false
  if (!member.aboard) embark(line, member)
  if (waitsAlong) tellOfWaiting(line, member)
  else if (!comesLate) line.port.connect()
}

/** An attempt is planned: the row isn't begun anew by each page that comes back. */
function tellOfWaiting({ port }: Line, member: Member): void {
  const { attempts, nextAttempt = 0 } = statsOf(port.figures(figureNames.length))
  member.news(made(Kind.changed, stateOf('connecting')))
  member.news(made(Kind.changed, stateOf('waiting')))
  member.news(made(Kind.retrying, attempts, Math.round(nextAttempt)))
}

function embark(line: Line, member: Member): void {
  member.aboard = true
  line.muster()
  tellWishes(line)
  for (const [ours, wish] of member.routes) listen(line, member, ours, wish)
  if (isUp.has(line.status)) catchUp(line, member)
  for (const channel of line.remembered.adopted) for (const news of line.remembered.retold(channel)) member.news(news)
  for (const [ours, wish] of member.channels) subscribe(line, member, ours, wish)
  for (const [ours, wish] of member.views) openView(line, member, ours, wish)
  watch(line)
}

/** What was told before it came. */
function catchUp({ status, remembered }: Line, member: Member): void {
  member.news(made(Kind.changed, stateOf('connecting')))
  if (status !== 'open' || !remembered.connected) return
  member.news(made(Kind.changed, stateOf('open')))
  member.news({ ...remembered.connected, a: 0 })
}

// ---------------------------------------------------------------- going

/** A page wants it no more: the last one hangs up, the others go without a word to the server. */
export function leave(line: Line, member: Member, code: number, reason: string): void {
  if (!member.aboard) return
  const isLast = line.aboard.every((other) => other === member || other.leaving)
  member.leaving = isLast
  if (isLast) return line.port.disconnect(code, reason)
  if (!member.died) recall(line, member)
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

/** What it had sent and what hasn't left yet, as a hang-up does. What a page sends and then dies is as good as sent. */
function recall({ tickets, port }: Line, member: Member): void {
  for (const ticket of tickets.of(member)) port.recall(ticket)
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
  member.mailbox.missed.forgetAll()
  watch(line)
}

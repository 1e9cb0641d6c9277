import { type Fate, fates, Kind, operations } from '../border.js'
import { socketConstructor } from '../dial.js'
import type { Data, Destination, Shipment } from '../engine-client.js'
import { wordsOf } from '../faults.js'
import type { Dialing } from '../native.js'
import type { RareVerb } from '../port.js'
import { join, leave } from './boarding.js'
import type { Line } from './line.js'
import type { Member } from './member.js'
import { page } from './watch.js'
import { Wire } from './wire.js'
import { closeView, collect, hear, listen, openView, subscribe, tellWishes, unlisten, unsubscribe } from './wishes.js'

type Carry = (line: Line, member: Member, ...args: never[]) => void

/** What a page may order, by the names that `RemotePort` gives them. Its numbers are its own. */
export const carry: Readonly<Record<string, Carry>> = {
  connect: join,

  disconnect(line, member, code: number, reason: string, epoch: number) {
    member.mailbox.epoch = epoch
    leave(line, member, code, reason)
  },

  reconnect(line, member) {
    if (member.aboard) line.port.reconnect()
    else join(line, member)
  },

  giveUp: ({ port }) => port.giveUp(),
  ponged: ({ port }) => port.ponged(),
  flush: ({ port }) => port.flush(),

  resolved(
    line,
    member,
    link: number,
    destination: Destination,
    dialing: Pick<Dialing, 'maxMessageBytes' | 'binaryType'>,
  ) {
    if (!line.asked.answered('link', link, member)) return
    try {
      line.port.resolved(link, destination, { ...dialing, WebSocket: socketConstructor(line.WebSocket) })
    } catch (error) {
      line.port.unresolved(link, wordsOf(error), false)
    }
  },

  unresolved(line, member, link: number, why: string, unauthorized: boolean) {
    if (line.asked.answered('link', link, member)) line.port.unresolved(link, why, unauthorized)
  },

  send(line, member, shipment: Shipment) {
    if (!member.aboard) return refuse(member, shipment.ticket, 'refused_disconnected', shipment.request)
    const ticket = line.tickets.add(member, shipment.ticket)
    line.port.send({ ...shipment, ...request(line, member, shipment), ticket }, (fate) => {
      if (fate !== 'queued') line.tickets.delete(ticket)
      tell(member, shipment.ticket, fate, shipment.request)
    })
  },

  verb(line, member, name: RareVerb, before: number[], texts: Data[], after: number[]) {
    if (name === 'call') return call(line, member, before, texts, after)
    if (name === 'setHeaders' || line.asked.answered(`ask ${before[0]}`, before[0] ?? 0, member))
      line.port.verb(name, before, texts, after)
  },

  listen: (line, member, ours: number, name: string) => listen(line, member, ours, { name, options: '', number: 0 }),
  unlisten,

  want(line, member, unrouted: boolean, everything: boolean) {
    Object.assign(member, { unrouted, everything })
    if (member.aboard) tellWishes(line)
  },

  subscribe: (line, member, ours: number, name: string, options: string) =>
    subscribe(line, member, ours, { name, options, number: 0 }),
  unsubscribe,

  openView: (line, member, ours: number, wish: string) =>
    openView(line, member, ours, { name: '', options: wish, number: 0 }),
  closeView,
  collect,
  listenToChannel: hear,

  forget(line, member, ours: number) {
    for (const request of line.requests.of(member, ours)) {
      line.requests.delete(request)
      line.port.forget(request)
    }
  },

  page,
}

/** Two pages may have given the same id to their requests: then the later one gets another, inside its message too. */
function request({ requests, options }: Line, member: Member, { request, data }: Shipment): Partial<Shipment> {
  if (!request) return {}
  const number = requests.add(member, request, request)
  if (number === request) return {}
  const message = JSON.parse(data as string) as object
  return { request: number, data: JSON.stringify({ ...message, [options.envelope.id]: number }) }
}

/** What awaits no reply is told of when it leaves. */
function call(
  { tickets, requests, port }: Line,
  member: Member,
  before: number[],
  texts: Data[],
  after: number[],
): void {
  const [ours = 0, timeout = 0] = after
  if (!member.aboard) return refuse(member, ours, 'refused_disconnected', 0)
  const awaitsReply = operations[before[0] ?? 0] !== 'send'
  const held = awaitsReply ? requests : tickets
  const ticket = held.add(member, ours)
  const fate = fates[port.verb('call', before, texts, [ticket, timeout])] ?? 'refused_disconnected'
  if (fate !== 'queued' && !(fate === 'sent' && awaitsReply)) held.delete(ticket)
  tell(member, ours, fate, 0)
}

/** The page took it for queued. */
function tell(member: Member, ticket: number, fate: Fate, request: number): void {
  if (fate === 'sent') member.mailbox.own(Kind.left, ticket)
  else if (fate !== 'queued') refuse(member, ticket, fate, request)
}

function refuse({ mailbox }: Member, ticket: number, fate: Fate, request: number): void {
  mailbox.own(Wire.refused, ticket, fates.indexOf(fate), request)
}

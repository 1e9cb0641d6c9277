/** @typedef {import('./peer.js').Peer} Peer */
/** @typedef {{ id: string, user: string, name: string, text: string, at: number }} Line */

/** Lines that a newcomer gets to read. */
const historyLength = 100

/** A room: who is in it, and what was said last. */
export class Room {
  /** @type {Line[]} */
  history = []
  /** Lines ever said: from it a client tells what it missed. */
  total = 0
  /** @type {Map<string, Set<Peer>>} */
  #members = new Map()

  /** @param {string} name @param {string} title */
  constructor(name, title) {
    this.name = name
    this.title = title
    this.channel = `room:${name}`
  }

  get summary() {
    return { name: this.name, title: this.title, users: this.#members.size, total: this.total }
  }

  get users() {
    return [...this.#members.values()].flatMap((peers) => [...peers].slice(-1).map((newest) => newest.user))
  }

  /** @param {Peer} peer @returns whether the user wasn't here before */
  enter(peer) {
    const peers = this.#members.get(peer.id)
    peers?.add(peer)
    if (!peers) this.#members.set(peer.id, new Set([peer]))
    return !peers
  }

  /** @param {Peer} peer @returns whether it was the user's last connection here */
  leave(peer) {
    const peers = this.#members.get(peer.id)
    if (!peers?.delete(peer) || peers.size > 0) return false
    return this.#members.delete(peer.id)
  }

  /** @param {Peer} peer */
  has(peer) {
    return this.#members.get(peer.id)?.has(peer) ?? false
  }

  /** @param {string} user */
  hosts(user) {
    return this.#members.has(user)
  }

  /** @param {Line} line @returns the line as it stands: said twice under one id, it is one line */
  say(line) {
    const known = this.history.find((old) => old.id === line.id && old.user === line.user)
    if (known) return { line: known, isNew: false }
    this.history.push(line)
    this.history.splice(0, this.history.length - historyLength)
    this.total += 1
    return { line, isNew: true }
  }

  /** @param {import('./messages.js').Outgoing} message @param {Peer} [except] */
  tell(message, except) {
    const frame = JSON.stringify({ channel: this.channel, ...message })
    for (const peers of this.#members.values()) for (const peer of peers) if (peer !== except) peer.write(frame)
  }
}

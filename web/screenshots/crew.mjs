// A few people in the harbour, so that the pictures aren't of an empty room.
import { WebSocket } from 'ws'

const channel = 'room:harbour'

/** @param {string} url @param {string} name */
async function board(url, name) {
  const socket = new WebSocket(`${url}?client=crew-${name.toLowerCase()}`)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  /** @param {object} message */
  const say = (message) => socket.send(JSON.stringify(message))
  say({ type: 'hello', payload: { name } })
  say({ type: 'subscribe', channel })
  return {
    /** @param {string} text */
    says: (text) => say({ type: 'chat', channel, payload: { id: crypto.randomUUID(), text } }),
    types: () => say({ type: 'typing', channel }),
    leaves: () => socket.close(1000),
  }
}

/** @typedef {Awaited<ReturnType<typeof board>>} Member */

/** @param {string} url */
export async function boardCrew(url) {
  return {
    grace: await board(url, 'Grace'),
    nansen: await board(url, 'Nansen'),
    jeanne: await board(url, 'Jeanne'),
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 60))

/** @param {Awaited<ReturnType<typeof boardCrew>>} crew */
export async function smallTalk({ grace, nansen, jeanne }) {
  /** @type {[Member, string][]} */
  const lines = [
    [grace, 'Morning, all. Tug is alongside, tide turns at ten past nine.'],
    [nansen, 'Bow line is fast. Taking up the slack on the hawser now.'],
    [nansen, 'Holding at four tonnes.'],
    [jeanne, 'Copy. I had two dead spots on the way in and every message still arrived, in order.'],
    [grace, 'It keeps what you write and sends it when the line holds again. Try pulling the plug.'],
    [jeanne, 'With pleasure.'],
  ]
  for (const [member, text] of lines) {
    member.says(text)
    await pause()
  }
}

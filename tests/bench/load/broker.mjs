// As much of a Centrifugo broker as the clients ask for here, in both formats.
import * as pb from './protobuf.mjs'

const client = { client: 'bench', version: '0.0.0', ping: 25, pong: true }
const kinds = { 4: 'connect', 5: 'subscribe', 6: 'unsubscribe', 7: 'publish', 13: 'rpc' }

/** @param heard - is told the data of what is published */
export function answerJson(text, heard) {
  const replies = text.split('\n').flatMap((line) => {
    const { id, connect, subscribe, publish, rpc } = JSON.parse(line)
    if (!id) return []
    if (connect) return [{ id, connect: client }]
    if (subscribe) return [{ id, subscribe: subscribe.delta ? { delta: true } : {} }]
    if (rpc) return [{ id, rpc: { data: rpc.data } }]
    if (publish) heard(publish.data)
    return [{ id, [publish ? 'publish' : 'unsubscribe']: {} }]
  })
  return replies.map((reply) => JSON.stringify(reply)).join('\n')
}

const results = {
  connect: () => pb.message(pb.bytes(1, client.client), pb.bytes(2, client.version), pb.number(7, 25), pb.number(8, 1)),
  subscribe: (command) => pb.message(pb.number(13, command.has(12) ? 1 : 0)),
  unsubscribe: () => pb.message(),
  publish: () => pb.message(),
  rpc: (command) => pb.message(pb.bytes(1, command.get(1))),
}
const numbers = { connect: 5, subscribe: 6, unsubscribe: 7, publish: 8, rpc: 13 }

export function answerProtobuf(data, heard) {
  const replies = pb.split(data).flatMap((message) => {
    const command = pb.read(message)
    const [field, kind] = Object.entries(kinds).find(([number]) => command.has(Number(number))) ?? []
    if (!kind || !command.get(1)) return []
    const asked = pb.read(command.get(Number(field)))
    if (kind === 'publish') heard(asked.get(2))
    return [pb.delimited(pb.message(pb.number(1, command.get(1)), pb.bytes(numbers[kind], results[kind](asked))))]
  })
  return Buffer.concat(replies)
}

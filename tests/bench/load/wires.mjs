// How each protocol writes a message. Those of a broker can be joined to one frame.
import * as pb from './protobuf.mjs'

const channel = 'bench'
const fields = 4
const push = { channel: 2, pub: 4, data: 4, delta: 8 }

export const wires = {
  plain: { write: ({ type, data }) => JSON.stringify({ type, payload: data }) },
  'socket.io': { write: ({ type, data }) => `42${JSON.stringify([type, data])}` },
  json: {
    write: ({ data, delta }) => JSON.stringify({ push: { channel, pub: { data, ...(delta && { delta }) } } }),
    join: (messages) => messages.join('\n'),
  },
  protobuf: {
    write: ({ data, delta }) => {
      const pub = pb.message(pb.bytes(push.data, data), pb.number(push.delta, delta ? 1 : 0))
      return pb.message(pb.bytes(fields, pb.message(pb.bytes(push.channel, channel), pb.bytes(push.pub, pub))))
    },
    join: (messages) => Buffer.concat(messages.map(pb.delimited)),
  },
}

import protobuf from 'protobufjs'

/** The messages that the tests speak; from `definitions/client.proto` of github.com/centrifugal/protocol v0.17.0. */
const { root } = protobuf.parse(
  `syntax = "proto3";
  message Command { uint32 id = 1; ConnectRequest connect = 4; SubscribeRequest subscribe = 5; PublishRequest publish = 7;
    HistoryRequest history = 10; SendRequest send = 12; RPCRequest rpc = 13; }
  message ConnectRequest { string token = 1; bytes data = 2; string name = 4; string version = 5; }
  message SubscribeRequest { string channel = 1; string token = 2; bool recover = 3; string epoch = 6; uint64 offset = 7;
    bytes data = 8; bool positioned = 9; bool recoverable = 10; bool join_leave = 11; string delta = 12; int64 flag = 14; }
  message PublishRequest { string channel = 1; bytes data = 2; }
  message SendRequest { bytes data = 1; }
  message RPCRequest { bytes data = 1; string method = 2; }
  message StreamPosition { uint64 offset = 1; string epoch = 2; }
  message HistoryRequest { string channel = 1; int32 limit = 7; StreamPosition since = 8; bool reverse = 9; }
  message Reply { uint32 id = 1; Error error = 2; Push push = 4; ConnectResult connect = 5; SubscribeResult subscribe = 6;
    HistoryResult history = 11; RPCResult rpc = 13; }
  message Error { uint32 code = 1; string message = 2; bool temporary = 3; }
  message Push { int64 id = 1; string channel = 2; Publication pub = 4; }
  message ConnectResult { string client = 1; string version = 2; bytes data = 5; uint32 ping = 7; bool pong = 8; }
  message SubscribeResult { bool recoverable = 3; string epoch = 6; repeated Publication publications = 7;
    bool recovered = 8; uint64 offset = 9; bool positioned = 10; bytes data = 11; }
  message ClientInfo { string user = 1; string client = 2; bytes conn_info = 3; bytes chan_info = 4; }
  message Publication { bytes data = 4; ClientInfo info = 5; uint64 offset = 6; map<string, string> tags = 7; }
  message HistoryResult { repeated Publication publications = 1; string epoch = 2; uint64 offset = 3; }
  message RPCResult { bytes data = 1; }`,
  { keepCase: true },
)

const Command = root.lookupType('Command')
const Reply = root.lookupType('Reply')

/** Replies, each behind its length, as one message of the socket. 64-bit numbers are texts. */
export function frameOf(...replies: object[]): ArrayBuffer {
  const bytes = replies.map((reply) => Reply.encodeDelimited(Reply.fromObject(reply)).finish())
  const frame = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of bytes) {
    frame.set(part, at)
    at += part.length
  }
  return frame.buffer
}

export interface Command {
  readonly id: number
  readonly [name: string]: unknown
}

/** The commands of the socket's messages. 64-bit numbers are texts, bytes are arrays of numbers. */
export function commandsIn(messages: readonly (string | number[])[]): Command[] {
  return messages.flatMap((message) => {
    const reader = protobuf.Reader.create(Uint8Array.from(message as number[]))
    const commands: Command[] = []
    while (reader.pos < reader.len)
      commands.push(Command.toObject(Command.decodeDelimited(reader), { longs: String, bytes: Array }) as Command)
    return commands
  })
}

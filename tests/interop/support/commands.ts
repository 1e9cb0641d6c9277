import type { Frame } from './proxy.js'

/** A frame's commands, each by itself: lines of JSON, or the bytes of protobuf messages in hexadecimal. */
export const commandsOf = ({ data, binary }: Frame): string[] =>
  binary ? split(data).map((command) => command.toString('hex')) : String(data).split('\n')

export const commandsIn = (frames: readonly Frame[]): string[] =>
  frames.filter(({ from }) => from === 'client').flatMap(commandsOf)

/** Each message has its length before it, a varint. */
function split(data: Buffer): Buffer[] {
  const commands: Buffer[] = []
  let at = 0
  while (at < data.length) {
    let length = 0
    let shift = 0
    let byte: number
    do {
      byte = data[at++] ?? 0
      length |= (byte & 127) << shift
      shift += 7
    } while (byte > 127)
    commands.push(data.subarray(at, at + length))
    at += length
  }
  return commands
}

import { allOff } from './all-off.js'
import { integer, named } from './check.js'
import { deferred } from './deferred.js'
import { ConnectionError } from './errors.js'
import type { End, Hub } from './hub.js'
import type { CloseInfo, Off, Receipt, StreamOptions, Streams, Tapped } from './types.js'

/** What the streams need of their client. */
export interface Pipe<Out> {
  readonly hub: Hub
  readonly send: (message: Out) => Receipt
  readonly disconnect: (code: number) => void
  /** Bytes in the socket's own buffer. */
  readonly bufferedAmount: () => number
}

/** A sink is ready for more when the socket's buffer is below this. */
const lowWater = 65_536
/** Milliseconds between two looks at that buffer: a socket doesn't tell. */
const lookAgain = 10

export function streams<Out>(pipe: Pipe<Out>, options: StreamOptions): Streams<unknown, Out> {
  const { limit = 1000 } = named('the options of streams', options, ['limit'])
  integer('limit', limit, 1, 2 ** 31)
  return { readable: readable(pipe.hub, limit), writable: writable(pipe), closed: closed(pipe.hub) }
}

function readable(hub: Hub, limit: number): ReadableStream<unknown> {
  let leave: Off = () => {}
  const start = (controller: ReadableStreamDefaultController<unknown>) => {
    const end = (error: End) => {
      leave()
      if (error) controller.error(error)
      else controller.close()
    }
    const take = ({ read }: Tapped) => (controller.desiredSize ? controller.enqueue(read()) : end(tooSlow(limit)))
    leave = allOff(hub.tap(take), hub.onEnd(end))
  }
  return new ReadableStream({ start, cancel: () => leave() }, { highWaterMark: limit })
}

function writable<Out>({ hub, send, disconnect, bufferedAmount }: Pipe<Out>): WritableStream<Out> {
  let leave: Off = () => {}
  let over = false
  const start = (controller: WritableStreamDefaultController) => {
    leave = hub.onEnd((how) => {
      leave()
      over = true
      if (how) controller.error(how)
      else finish().catch(() => controller.error(closedByUser()))
    })
  }
  const write = async (message: Out) => {
    await send(message).done
    while (bufferedAmount() > lowWater) await new Promise((resolve) => setTimeout(resolve, lookAgain))
  }
  const end = (code: number) => {
    leave()
    if (!over) disconnect(code)
  }
  const stream = new WritableStream({ start, write, close: () => end(1000), abort: () => end(4000) })
  // Only who holds its writer can close a stream, and a pipe's writer nobody sees: that one fails.
  let writer: WritableStreamDefaultWriter<Out> | undefined
  const finish = () => (stream.locked && writer ? writer : stream).close()
  const getWriter = stream.getWriter.bind(stream)
  stream.getWriter = () => (writer = getWriter())
  return stream
}

const closedByUser = () => new ConnectionError('closed', 'The client was disconnected')

function closed(hub: Hub): Promise<CloseInfo> {
  const { promise, resolve } = deferred<CloseInfo>()
  let last: CloseInfo | undefined
  const leave = allOff(
    hub.life.on('close', (close: CloseInfo) => (last = close)),
    hub.onEnd((error) => {
      leave()
      resolve(last ?? { code: error ? 1006 : 1005, reason: '', wasClean: !error })
    }),
  )
  return promise
}

const tooSlow = (limit: number) =>
  new ConnectionError('overflow', `A stream is too slow: more than ${limit} messages wait to be read`)

import { freePort } from '../../../scripts/broker/ports.mjs'
import { built } from '../../../scripts/broker/node.mjs'
import { Process } from '../../../scripts/broker/process.mjs'

/** The server of `tests/interop/server`, for what Centrifugo v5 lacks. Needs what `bash scripts/broker/install` builds. */
export async function startLibrary(options: { ping?: string; pong?: string } = {}) {
  const port = await freePort()
  const flags = Object.entries(options).flatMap(([name, value]) => [`-${name}`, value])
  const server = new Process('the library server', [built('library'), '-port', String(port), ...flags], port)
  await server.start()
  return {
    url: `ws://127.0.0.1:${port}/connection/websocket`,
    /** Its control API: see `server/control.go`. */
    api: async (verb: string, order: object) => {
      const response = await fetch(`http://127.0.0.1:${port}/control/${verb}`, {
        method: 'POST',
        body: JSON.stringify(order),
      })
      if (!response.ok) throw new Error(`${verb}: ${await response.text()}`)
      return ((await response.json()) as { result: unknown }).result
    },
    stop: () => server.kill(),
  }
}

import * as hawser from 'hawser'

export type Line = [event: string, detail?: unknown]

/** What happened to a client, as one list. Errors are told by their code. */
function record(client: hawser.Client): Line[] {
  const lines: Line[] = []
  client.on('open', ({ reconnected }) => lines.push(['open', reconnected]))
  client.on('close', ({ code, reason, wasClean }) => lines.push(['close', { code, reason, wasClean }]))
  client.on('error', (error) => lines.push(['error', error.code]))
  client.on('message', (message) => lines.push(['message', message]))
  client.on('binary', (data) => lines.push(['binary', data instanceof ArrayBuffer ? data.byteLength : data.size]))
  client.on('reconnecting', ({ attempt }) => lines.push(['reconnecting', attempt]))
  client.on('reconnect-failed', ({ attempts }) => lines.push(['reconnect-failed', attempts]))
  return lines
}

/** Resolves when the condition holds, which is looked at every 5 ms. */
async function until(holds: () => boolean, patience = 10_000): Promise<number> {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > patience) throw new Error(`not within ${patience} ms: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - start
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

let kept: { client: hawser.Client; lines: Line[] } | undefined

/** Remembers a client, so that the next step of the test finds it with all that happened meanwhile. */
function hold(client: hawser.Client): hawser.Client {
  kept = { client, lines: record(client) }
  return client
}

function theKept() {
  if (!kept) throw new Error('no client is held')
  return kept
}

const tools = { hawser, record, until, pause, hold, held: () => theKept().client, happened: () => theKept().lines }
type Tools = typeof tools

// As globals of the page, for the code that tests evaluate there.
declare global {
  const hawser: Tools['hawser']
  const record: Tools['record']
  const until: Tools['until']
  const pause: Tools['pause']
  const hold: Tools['hold']
  const held: Tools['held']
  const happened: Tools['happened']
}

Object.assign(window, tools)

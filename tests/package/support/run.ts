import { spawn } from 'node:child_process'

// Nobody is told what is built here.
const quiet = { NEXT_TELEMETRY_DISABLED: '1', PARCEL_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_COLOR: '1' }

// What the test runner sets for itself means something else to the tools that are tested.
const { NODE_ENV: _mode, VITEST: _vitest, NODE_OPTIONS: _options, ...inherited } = process.env

/** A command in a folder; rejects with all that it said if it fails. */
export async function run(
  folder: string,
  [command = '', ...args]: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...inherited, ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  child.stderr.on('data', (data) => (said += data))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said}`)
  return said
}

/** A server that is ready once it says so; ended with `close`. */
export async function start(
  folder: string,
  [command = '', ...args]: string[],
  ready: RegExp,
  env: Record<string, string> = {},
) {
  // A group of its own, since the tools start workers.
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...inherited, ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (data: Buffer) => {
      said += data
      if (ready.test(said)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) => reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said}`)))
  })
  return {
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      if (child.pid && child.exitCode === null) process.kill(-child.pid)
      await gone
    },
  }
}

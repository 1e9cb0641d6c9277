import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { startBroker } from '../../scripts/broker/broker.mjs'

/** One that has ended, and that nobody has asked how, doesn't run. */
const isRunning = (pid: number) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

it('the broker is Centrifugo 5.4.9, on two nodes that know each other', async () => {
  const broker = await startBroker({ nodes: 2 })
  onTestFinished(() => broker.stop())
  const versions = async () => {
    const { nodes } = (await broker.api('info')) as { nodes: { version: string }[] }
    return nodes.map(({ version }) => version)
  }

  await expect.poll(versions, { timeout: 10_000 }).toEqual(['5.4.9', '5.4.9'])
})

it('a broker dies with whoever started it, however that one dies', async () => {
  const module = new URL('../../scripts/broker/broker.mjs', import.meta.url).href
  const script = `const { startBroker } = await import('${module}')
    const { redis, nodes } = await startBroker({ nodes: 2 })
    console.log(JSON.stringify([redis.pid, ...nodes.map(({ pid }) => pid)]))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const pids = JSON.parse(line) as number[]
  expect(pids).toHaveLength(3)
  expect(pids.every(isRunning)).toBe(true)
  child.kill('SIGKILL')

  await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([])
})

import { type } from 'arktype'
import type { ConnectionError } from 'hawser'
import { type StandardSchemaV1 } from 'hawser'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { online, tick, uncaught } from './support/world.js'

const schemas = {
  notice: z.object({ text: z.string() }),
  task: v.object({ id: v.number() }),
  joined: type({ user: 'string' }),
}

const ofAll = async () => {
  const made = await online({ schemas })
  const told: unknown[] = []
  made.client.on('notice', ({ text }) => told.push(text))
  made.client.on('task', ({ id }) => told.push(id))
  made.client.on('joined', ({ user }) => told.push(user))
  const errors: ConnectionError[] = []
  made.client.on('error', (error) => errors.push(error))
  return { ...made, told, errors }
}

describe('schemas of zod, valibot and arktype together', () => {
  it('let pass what is valid', async () => {
    const { net, told, errors } = await ofAll()
    net.last.receives(
      { type: 'notice', payload: { text: 'hi' } },
      { type: 'task', payload: { id: 7 } },
      { type: 'joined', payload: { user: 'ann' } },
    )

    expect(told).toEqual(['hi', 7, 'ann'])
    expect(errors).toEqual([])
  })

  it('tell error what is not, with the issues, and never the listener', async () => {
    const { net, told, errors } = await ofAll()
    net.last.receives(
      { type: 'notice', payload: { text: 1 } },
      { type: 'task', payload: {} },
      { type: 'joined', payload: null },
    )

    expect(told).toEqual([])
    expect(errors.map(({ code }) => code)).toEqual(['invalid-payload', 'invalid-payload', 'invalid-payload'])
    expect(errors[0]?.details).toMatchObject([{ path: ['text'], message: expect.any(String) }])
  })

  it('leave other types alone', async () => {
    const { client, net } = await ofAll()
    const told: unknown[] = []
    client.on('message', (message) => told.push(message))
    net.last.receives({ type: 'free', payload: 1 })

    expect(told).toEqual([{ type: 'free', payload: 1 }])
  })

  it('hold for the listeners of a channel, too', async () => {
    const { client, net, errors } = await ofAll()
    const told: unknown[] = []
    const news = client.channel('news')
    const off = news.on('message', (value) => told.push(value))
    const only = client.channel('news')
    net.last.receives({ type: 'notice', channel: 'news', payload: { text: 1 } })
    net.last.receives({ type: 'notice', channel: 'news', payload: { text: 'ok', more: true } })
    off()
    only.close()

    expect(told).toEqual([{ text: 'ok' }])
    expect(errors).toHaveLength(1)
  })
})

it('a listener gets what the schema makes of a payload', async () => {
  const { client, net } = await online({ schemas: { at: z.string().transform((text) => new Date(text)) } })
  const told: Date[] = []
  client.on('at', (date) => told.push(date))
  net.last.receives({ type: 'at', payload: '2020-01-01T00:00:00Z' })

  expect(told[0]?.getUTCFullYear()).toBe(2020)
})

describe('a schema that takes its time', () => {
  const slow = (fail = false): StandardSchemaV1<unknown, number> => ({
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: async (value) => {
        const delay = Number(value)
        await new Promise((resolve) => setTimeout(resolve, delay))
        if (fail) throw new Error('broken')
        return { value: delay }
      },
    },
  })

  it('keeps the order of its type, and holds up no other', async () => {
    const { client, net } = await online<{ slow: number; quick: unknown }>({ schemas: { slow: slow() } })
    const told: unknown[] = []
    client.on('slow', (value) => told.push(value))
    client.on('quick', () => told.push('quick'))
    net.last.receives(
      { type: 'slow', payload: 20 },
      { type: 'slow', payload: 1 },
      { type: 'quick' },
      { type: 'slow', payload: 5 },
    )
    await expect.poll(() => told).toEqual(['quick', 20, 1, 5])
  })

  it('and then rejects is an error of its message', async () => {
    const { client, net } = await online({ schemas: { slow: slow(true) } })
    const errors: unknown[] = []
    client.on('slow', () => errors.push('delivered'))
    client.on('error', ({ code, cause }) => errors.push(code, String(cause)))
    net.last.receives({ type: 'slow', payload: 1 })

    await expect.poll(() => errors).toEqual(['invalid-payload', 'Error: broken'])
  })

  it('finds nobody after a disconnect', async () => {
    const { client, net } = await online({ schemas: { slow: slow() } })
    const told: unknown[] = []
    client.on('slow', (value) => told.push(value))
    net.last.receives({ type: 'slow', payload: 1 })
    client.disconnect()
    await new Promise((resolve) => setTimeout(resolve, 10))

    expect(told).toEqual([])
  })
})

it('a schema that throws is an error of its message', async () => {
  const errors = uncaught()
  const broken: StandardSchemaV1<unknown, number> = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: () => {
        throw new Error('broken')
      },
    },
  }
  const { client, net } = await online({ schemas: { broken } })
  const told: unknown[] = []
  client.on('broken', (value) => told.push(value))
  client.on('error', (error) => told.push(error))
  net.last.receives({ type: 'broken', payload: 1 })
  await tick()

  expect(told).toMatchObject([{ code: 'invalid-payload', cause: new Error('broken') }])
  expect(errors).toEqual([])
})

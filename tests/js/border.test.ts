import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as border from '../../js/src/border.js'
import { figureNames } from '../../js/src/figures.js'

const source = (path: string) => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8')
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The body of `enum class Name` or `struct Name`, without comments. */
function bodyOf(text: string, name: string): string {
  const body = new RegExp(`(?:enum class|struct) ${name}\\b[^{;]*\\{([^}]*)\\}`).exec(text)?.[1]
  if (body === undefined) throw new Error(`there is no ${name}`)
  return body.replace(/\/\/.*/g, '')
}

const enumerators = (text: string, name: string) =>
  bodyOf(text, name)
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)

describe('both sides of the border agree on', () => {
  it('what a record says', () => {
    const kinds = enumerators(source('wasm/border.h'), 'Kind').map((entry) => entry.split(/\s*=\s*/))
    expect(Object.fromEntries(kinds.map(([name = '', number]) => [camel(name), Number(number)]))).toEqual(border.Kind)
  })

  it('its fields', () => {
    const fields = (text: string) =>
      [...text.matchAll(/(\w+)\s*[=:] (\d+),? +\/\/ ?(.*)/g)].map(([, name = '', , what]) => [camel(name), what])
    const ours = readFileSync(new URL('../../js/src/border.ts', import.meta.url), 'utf8')
    const theirs = fields(source('wasm/border.h')).filter(([, what]) => what)

    expect(theirs.length).toBeGreaterThan(10)
    expect(fields(ours)).toEqual(theirs)
    expect(source('wasm/border.h')).toContain(`sizeof(Record) == ${border.recordWords} * sizeof(std::uint32_t)`)
  })

  it('flags', () => {
    expect(source('core/io.h')).toContain(
      `viewed = 0x${border.viewed
        .toString(16)
        .toUpperCase()
        .replace(/(.{4})$/, "'$1")}`,
    )
    expect(source('wasm/border.h')).toContain(`binary = ${border.Flag.binary};`)
    expect(source('wasm/border.h')).toContain(`dont_queue = ${border.Flag.dontQueue};`)
    for (const [name, number] of Object.entries(border.Lack))
      expect(source('wasm/border.h')).toContain(`${name} = ${number};`)
  })

  it.each([
    ['core/state.h', 'State', border.states],
    ['core/io.h', 'SubscriptionStatus', border.subscriptionStates],
    ['core/io.h', 'Hint', border.hints],
    ['core/io.h', 'Outcome', border.outcomes],
    ['core/io.h', 'DropReason', border.dropReasons],
    ['core/io.h', 'FaultCode', border.faultCodes],
    ['core/io.h', 'Phase', border.phases],
    ['client/call.h', 'Operation', border.operations],
    ['client/client.h', 'Fate', border.fates],
  ])('%s: %s', (path, name, ours) => {
    expect(enumerators(source(path), name)).toEqual(ours)
  })

  it('the figures of stats()', () => {
    const fields = [...bodyOf(source('client/client.h'), 'Stats').matchAll(/(\w+) =/g)].map(([, name = '']) =>
      camel(name.replace(/_ms$/, '')),
    )

    expect([...fields, 'bufferedAmount']).toEqual([...figureNames])

    const initialiser = /figures_ = \{([^}]*)\}/.exec(source('wasm/host.cpp'))?.[1] ?? ''
    const written = initialiser.split(',').map((entry) => /it\.(\w+)/.exec(entry)?.[1] ?? entry.trim())
    expect(written.map((name) => camel(name.replace(/_ms$/, '')))).toEqual([...fields, 'count(socket_.buffered())'])
  })
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ComponentType } from 'react'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import ts from 'typescript'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { serve, type Server } from '../browser/support/server.js'
import { type Block, blocksOf } from './blocks.js'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'build/readme-run')
const blocks = blocksOf(join(root, 'README.md')).filter(({ runs }) => runs)

let server: Server
beforeAll(() => {
  Object.assign(globalThis, { WebSocket })
  mkdirSync(folder, { recursive: true })
})
afterEach(() => server.kill())

/** The snippet as it stands, but for the server's address. */
async function load(block: Block, url: string): Promise<Record<string, unknown>> {
  const code = block.code.replaceAll(/(['"`])wss?:\/\/[^'"`]*\1/g, JSON.stringify(url))
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.ReactJSX },
  })
  const file = join(folder, `line-${block.line}.mjs`)
  writeFileSync(file, `${outputText}\nexport {}\n`)
  return import(/* @vite-ignore */ `${pathToFileURL(file).href}?${Date.now()}`) as Promise<Record<string, unknown>>
}

const isComponent = ([name, value]: [string, unknown]) => /^[A-Z]/.test(name) && typeof value === 'function'

function render(component: ComponentType): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'))
  createRoot(place).render(createElement(component))
  return place
}

/** A form is filled in and sent off as a person would. */
async function say(place: HTMLElement, text: string) {
  const input = place.querySelector('input')
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  write?.call(input, text)
  input?.dispatchEvent(new Event('input', { bubbles: true }))
  await new Promise((resolve) => setTimeout(resolve, 50))
  place.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
}

it.for(blocks.map((block) => [block.line, block] as const))(
  'the snippet at line %d connects, and a chat shows what was said',
  async ([, block]) => {
    server = await serve({}, (socket, text) => socket.send(text))
    const exports = await load(block, server.url)
    const component = Object.entries(exports).find(isComponent)?.[1] as ComponentType | undefined
    const place = component && render(component)

    await expect.poll(() => server.opened(), { timeout: 5000 }).toBeGreaterThan(0)
    if (!place?.querySelector('form')) return

    await say(place, 'ahoy')
    await expect.poll(() => place.textContent).toContain('ahoy')
  },
)

it('has a chat component that runs by line 40 and takes under 25 lines, and the install command by line 15', () => {
  const chat = blocks.find(({ language }) => language === 'tsx')
  const lines = chat?.code.trim().split('\n') ?? []

  expect(chat && chat.line + lines.length).toBeLessThanOrEqual(40)
  expect(lines.length).toBeLessThan(25)
  expect(ts.sys.readFile(join(root, 'README.md'))?.split('\n').slice(0, 15).join('\n')).toContain('npm install hawser')
})

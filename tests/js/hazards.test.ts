import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

interface Hazard {
  hazard: string
  tests: { file: string; name: string }[]
}

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const hazards = JSON.parse(read('tests/hazards.json')) as Hazard[]

it('every hazard that was measured names its regression tests, and they are there', () => {
  const missing = hazards.flatMap(({ tests }) =>
    tests.filter(({ file, name }) => !read(file).replaceAll("\\'", "'").includes(name)),
  )

  expect(hazards.filter(({ tests }) => !tests.length)).toEqual([])
  expect(missing).toEqual([])
})

// The kinds of suites. Steps are argument vectors; see perform.mjs for what the flags mean.
import { resolve } from 'node:path'
import * as reports from './reports.mjs'

const built = (preset) => [
  ['cmake', '--preset', preset],
  ['cmake', '--build', '--preset', preset],
]

/** Tests that CTest knows by name; patterns. `note` finds in their output what the last line of all is to say. */
export const ctest = (name, preset, tests, { groups = [], note } = {}) => ({
  name,
  groups,
  steps: [
    ...built(preset),
    [
      'ctest',
      '--preset',
      preset,
      '-R',
      `^(${tests.join('|')})$`,
      '--output-junit',
      resolve(reports.file(`${name}.xml`)),
    ],
  ],
  report: reports.junit(`${name}.xml`, note),
})

/** Catch2 binaries, called one by one for their own report: CTest would count each as a single test. */
export const catch2 = (name, preset, folders, { groups = [] } = {}) => {
  const output = (folder) => reports.file(`${name}.${folder}.xml`)
  return {
    name,
    groups,
    steps: [
      ...built(preset),
      ...folders.map((folder) => [`build/${preset}/tests/${folder}_test`, '-r', 'xml', '-o', output(folder)]),
    ],
    independent: true,
    report: reports.catch2(folders.map((folder) => `${name}.${folder}.xml`)),
  }
}

export const vitest = (name, args, { groups = [], env = {}, before = [] } = {}) => ({
  name,
  groups,
  env,
  steps: [
    ...before,
    [
      'npx',
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${resolve(reports.file(`${name}.vitest.json`))}`,
      ...args,
    ],
  ],
  report: reports.vitest(`${name}.vitest.json`),
})

/** Node's own runner, one file at a time: the suites that use it share a browser's or a bundler's share of two cores. */
export const nodeTest = (name, files, { env = {}, before = [] } = {}) => ({
  name,
  groups: [],
  env,
  steps: [
    ...before,
    [
      process.execPath,
      '--test',
      '--test-concurrency=1',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${reports.file(`${name}.tap`)}`,
      ...files,
    ],
  ],
  report: reports.tap(`${name}.tap`),
})

/** Every command is a test; what comes before them is none. */
export const checks = (name, commands, { groups = [], before = [] } = {}) => ({
  name,
  groups,
  independent: true,
  steps: [...before, ...commands].map((command) => command.split(' ')),
  report: (codes) => reports.exits(codes.slice(before.length)),
})

/** Every target for as long, all at once. @param seed - 0: another one each time */
export const fuzz = (name, targets, { seconds, seed }) => ({
  name,
  groups: [],
  steps: [...built('fuzz'), ['bash', 'scripts/suites/fuzz', String(seconds), String(seed), ...targets]],
  report: reports.fuzzer(name, targets.length),
})

/** clang-tidy, a test for each file of the product. */
export const tidy = (name, preset) => ({
  name,
  groups: [],
  steps: [
    ['cmake', '--preset', preset],
    ['bash', 'scripts/suites/clang-tidy', preset, reports.file(`${name}.tap`)],
  ],
  report: reports.tap(`${name}.tap`),
})

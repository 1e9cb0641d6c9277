import { report } from './errors.js'

/** Milliseconds after which a frame that hasn't come is done without: the page was hidden meanwhile. */
const LATE = 100
const FRAME = 16

const waiting = new Set<() => void>()
let cancel: (() => void) | undefined

/** Runs the task with the next frame, once, however often it is asked for until then. Where nothing is drawn, by timer. */
export function onFrame(task: () => void): void {
  waiting.add(task)
  cancel ??= plan()
}

function plan(): () => void {
  const drawn = typeof requestAnimationFrame === 'function' && !(typeof document === 'object' && document.hidden)
  const timer = setTimeout(run, drawn ? LATE : FRAME)
  if (!drawn) return () => clearTimeout(timer)
  const frame = requestAnimationFrame(run)
  return () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
}

function run(): void {
  cancel?.()
  cancel = undefined
  const tasks = [...waiting]
  waiting.clear()
  for (const task of tasks) attempt(task)
}

function attempt(task: () => void): void {
  try {
    task()
  } catch (error) {
    report(error)
  }
}

/** Milliseconds that the page looks back. */
export const memory = 10_000

interface Task {
  at: number
  duration: number
}

let tasks: Task[] = []

/** Whether this browser tells of tasks over 50 ms. */
const canTell = PerformanceObserver.supportedEntryTypes.includes('longtask')

if (canTell) {
  new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ at: startTime, duration })))
  }).observe({ type: 'longtask' })
}

/** Tasks over 50 ms of late, in which the page could answer nobody. */
export function longTasks() {
  const since = performance.now() - memory
  tasks = tasks.filter(({ at }) => at > since)
  return { count: tasks.length, longest: Math.max(0, ...tasks.map(({ duration }) => duration)) }
}

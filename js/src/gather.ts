import type { AnyListener, Meta, Off } from './types.js'
import { type Keyed, type Listed, type View, viewer, type Viewing, type ViewWish } from './views.js'

/** Where messages are put of which only the latest count. */
export interface Gatherer {
  /** One that was heard by itself. */
  put(payload: unknown, meta: Meta): void
  /** Those that the engine has kept. */
  take(news: Keyed | Listed): void
  /** Another engine keeps them from now on: it knows nothing of what was taken. */
  outlive?(): void
}

/** What listens for somebody who looks now and then. */
export interface Gathering {
  /** Brings what is new. Where that takes its time, `touched` is called again. */
  collect(): void
  change(wish: ViewWish): void
  stop(): void
}

/**
 * Listens by way of the engine, which keeps messages until they are collected; message by message where it can't.
 * @param wish - nothing: each message must be heard
 * @param touched - something is new
 */
export function gather(
  hear: (listener: AnyListener) => Off,
  into: Gatherer,
  wish: ViewWish | undefined,
  touched: () => void,
  every: number | undefined = wish?.every,
): Gathering {
  const paced = atMostEvery(every, touched)
  let isFresh = false
  let isLooking = false

  const fetch = (then: () => void) => {
    isFresh = false
    const taken: Parameters<View['collect']>[0] = (news) => {
      if (news) into.take(news)
      if (news && !isLooking) touched()
      then()
    }
    if (look?.view) look.view.collect(taken)
    else taken(undefined)
  }
  // What the engine has kept came before it.
  const heard = (payload: unknown, meta: Meta) =>
    fetch(() => {
      into.put(payload, meta)
      paced.run()
    })
  const fresh = () => {
    isFresh = true
    touched()
  }
  const look: Viewing | undefined = wish && { wish, view: undefined, fresh, outlive: () => into.outlive?.() }
  const off = hear(look ? viewer(heard, look) : heard)

  return {
    collect: () => {
      if (!isFresh) return
      isLooking = true
      fetch(() => {})
      isLooking = false
    },
    change: (next) => look?.view?.change(next),
    stop: () => {
      off()
      paced.stop()
    },
  }
}

/** The engine keeps to it by itself; this is for what is heard message by message. */
function atMostEvery(every: number | undefined, task: () => void): { run: () => void; stop: Off } {
  if (!every) return { run: task, stop: () => {} }
  let due = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    timer = undefined
    due = performance.now() + every
    task()
  }
  return {
    run: () => {
      const wait = due - performance.now()
      if (wait <= 0) now()
      else timer ??= setTimeout(now, wait)
    },
    stop: () => clearTimeout(timer),
  }
}

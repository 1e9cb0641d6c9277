import { usePolled } from './use-polled'

const clock = () => performance.now()

/** `performance.now()`, fresh every so many milliseconds. */
export const useTick = (interval: number) => usePolled(clock, interval)

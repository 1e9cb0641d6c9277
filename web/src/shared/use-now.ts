import { usePolled } from './use-polled'

/** The time in milliseconds since 1970, fresh every so many milliseconds; it stands still while `interval` is null. */
export const useNow = (interval: number | null) => usePolled(Date.now, interval)

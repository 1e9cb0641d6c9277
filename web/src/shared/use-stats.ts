import { client } from '../connection/client'
import { usePolled } from './use-polled'

const look = () => client.stats()

/** The client's figures, looked at every so many milliseconds. */
export const useStats = (interval: number) => usePolled(look, interval)

import { broker } from '../connection/client'
import type { Stream } from './stream'
import { useBrokerQuotes } from './use-broker-quotes'
import { usePlainQuotes } from './use-plain-quotes'

/** Holds the channel of quotes, at a rate, in messages a second. Only a broker has more than one stream. */
export const useQuotes: (perSecond: number, stream: Stream, isListening: boolean) => void = broker
  ? useBrokerQuotes
  : usePlainQuotes

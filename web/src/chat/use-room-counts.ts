import { useEffect, useState } from 'react'
import { useBroker } from '../connection/client'
import { channelOf } from './chat-state'
import { deckOf, rooms } from './rooms'

// Milliseconds between two looks.
const pace = 5000

/** How many people are in each room, by its name. In the one that I am in they are known: who comes there is in no other. */
export function useRoomCounts(here: string, people: number): ReadonlyMap<string, number> {
  const broker = useBroker()
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())

  useEffect(() => {
    const look = async () => {
      if (!broker.isConnected) return
      const stats = rooms.map(({ name }) => broker.presenceStats(deckOf(channelOf(name))))
      const counted = await Promise.all(stats).catch(() => undefined)
      if (counted) setCounts(new Map(rooms.map(({ name }, i) => [name, counted[i]?.numUsers ?? 0])))
    }
    void look()
    const timer = setInterval(look, pace)
    return () => clearInterval(timer)
  }, [broker, here, people])

  const mine = rooms.find(({ name }) => deckOf(channelOf(name)) === here)
  return mine ? new Map(counts).set(mine.name, people) : counts
}

import { expect, it } from 'vitest'
import { Room } from '../../web/server/room.js'

it('keeps the last hundred lines, and counts them all', () => {
  const room = new Room('harbour', 'Harbour')
  for (let i = 1; i <= 120; i++) room.say({ id: `line-${i}`, user: 'ada', name: 'Ada', text: `${i}`, at: i })
  expect(room.history).toHaveLength(100)
  expect(room.history[0]?.text).toBe('21')
  expect(room.total).toBe(120)
})

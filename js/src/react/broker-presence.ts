import { allOff } from '../all-off.js'
import type { ConnectionError } from '../errors.js'
import type { ClientInfo } from '../types.js'
import type { Change, Feed } from './presence-feed.js'
import { type BrokerView, listen } from './source.js'
import { warn } from './warn.js'

/** Members as a broker knows them: asked for whenever the channel is subscribed, then who joins and who leaves. */
export const brokerFeed =
  (channel: BrokerView): Feed<ClientInfo> =>
  (tell) => {
    let turn = 0
    /** What happens while the list is on its way. */
    let meanwhile: Change<ClientInfo>[] | undefined

    const note = (change: Change<ClientInfo>) => {
      if (meanwhile) meanwhile.push(change)
      else tell(change)
    }
    const lose = () => {
      turn += 1
      meanwhile = []
      tell({ kind: 'lost' })
    }
    const ask = async () => {
      const mine = (turn += 1)
      meanwhile = []
      const members = await channel.presence().catch((error: ConnectionError) => {
        if (mine === turn) complain(channel, error)
      })
      if (mine !== turn) return
      const changes = meanwhile
      meanwhile = undefined
      if (members) tell({ kind: 'all', members: [...members.values()] })
      changes.forEach(tell)
    }
    if (channel.status === 'subscribed') void ask()
    return allOff(
      () => (turn += 1),
      listen(channel, 'status', (status: string) => (status === 'subscribed' ? void ask() : lose())),
      listen(channel, 'join', (member: ClientInfo) => note({ kind: 'join', member })),
      listen(channel, 'leave', (member: ClientInfo) => note({ kind: 'leave', member })),
    )
  }

function complain(channel: BrokerView, error: ConnectionError): void {
  warn(`usePresence has no list of who is there: ${error.message}`)
  channel.fail(error)
}

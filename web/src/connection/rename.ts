import { broker, client } from './client'
import { getToken } from './token'

/** Tells my new name: a plain server by a message, a broker by a new token, for which it needs a new link. */
export async function announceName(name: string) {
  if (broker) {
    broker.setToken(await getToken())
    if (broker.isConnected) broker.reconnect()
  } else if (client.isConnected) {
    client.emit('hello', { name })
  }
}

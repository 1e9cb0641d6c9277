import { myId, myName } from './me'
import { order } from './order'
import { createStore } from './store'

/** Tokens that this page was given. */
export const tokens = createStore(0)

/** A token from the site's server: who I am, for less than a minute. */
export async function getToken() {
  const { token } = await order<{ token: string }>('/token', { user: myId, name: myName() })
  tokens.set(tokens.get() + 1)
  return token
}

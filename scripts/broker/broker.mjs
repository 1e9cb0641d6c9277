// A real broker: Redis and nodes of Centrifugo on free ports of 127.0.0.1, with secrets of their own. All of it dies with us.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configOf } from './config.mjs'
import { Node } from './node.mjs'
import { Redis } from './redis.mjs'
import { sign } from './tokens.mjs'

export { expiry } from './tokens.mjs'

/** @import { Settings } from './config.mjs' */
/** @import { JWTPayload } from 'jose' */
/** @typedef {Awaited<ReturnType<typeof startBroker>>} Broker */

const random = () => randomBytes(32).toString('hex')

/**
 * Needs what `bash scripts/broker/install centrifugo` installs.
 * @param {Settings & { nodes?: number }} [settings] - one node by default
 */
export async function startBroker({ nodes: count = 1, ...settings } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'hawser-broker-'))
  const [secret, key] = [random(), random()]
  const redis = await Redis.create(join(folder, 'redis'))
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      Node.create(join(folder, `node-${index}.json`), key, (port) =>
        configOf(settings, { name: `node-${index}`, port, redis: redis.port, secret, key }),
      ),
    ),
  )
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.kill()))
    await redis.kill()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await redis.start()
    await Promise.all(nodes.map((node) => node.start()))
  } catch (error) {
    await stop()
    throw error
  }

  return {
    redis,
    nodes,
    /** Where clients connect: the first node. */
    url: /** @type {Node} */ (nodes[0]).url,
    /** The HTTP API of the first node. */
    api: (/** @type {string} */ method, /** @type {object} */ params = {}) =>
      /** @type {Node} */ (nodes[0]).api(method, params),
    /** A token that the broker believes: `token({ sub: '42', exp: expiry(60) })`, or of a channel: `{ sub, channel }`. */
    token: (/** @type {JWTPayload} */ claims) => sign(secret, claims),
    stop,
  }
}

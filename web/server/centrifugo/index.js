import { createServer as createHttpServer } from 'node:http'
import { expiry, startBroker } from '../../../scripts/broker/broker.mjs'
import { listen, shut } from '../listen.js'
import { createSite } from '../site.js'
import { keepLog } from './log.js'
import { Machines, nameOf } from './machines.js'
import { namespaces, settings } from './namespaces.js'
import { createNews } from './news.js'
import { machineOrder, quotesOrder, tokenOrder } from './orders.js'
import { Publisher } from './publisher.js'
import { Quotes } from './quotes.js'
import { answer, orders } from './routes.js'

const host = '127.0.0.1'
// Seconds: short, so that a visitor sees tokens being renewed.
const tokenLife = 45

/**
 * Starts Redis, two nodes of Centrifugo, and the demo's server: the site, tokens, quotes, and trouble on request.
 * @param {{ port?: number, folder: string }} options - the port is a free one by default; the folder is that of the built site
 */
export async function createServer({ port: wanted = 0, folder }) {
  /** @type {import('node:http').RequestListener} */
  let serve = (_, response) => void response.writeHead(503).end()
  const http = createHttpServer((request, response) => serve(request, response))
  // Taken first: the broker has to know whose pages may connect.
  const port = await listen(http, wanted, host)
  const origins = [`http://${host}:${port}`, `http://localhost:${port}`]
  const broker = await startBroker({ nodes: 2, origins, ping: '3s', pong: '1s', namespaces, more: settings }).catch(
    async (error) => {
      await shut(http)
      throw error
    },
  )
  const machines = new Machines(broker)
  const publisher = new Publisher(machines)
  const quotes = new Quotes(publisher)
  const stopLog = keepLog(publisher)
  const nodes = broker.nodes.map(({ url }, i) => ({ name: nameOf(i), url }))
  const site = createSite(
    folder,
    nodes.map(({ url }) => new URL(url).origin),
  )

  /** @type {Record<string, import('node:http').RequestListener>} */
  const routes = {
    '/config.json': (_, response) => answer(response, 200, { broker: { nodes } }),
    '/broker/events': createNews(machines),
    '/broker': orders(origins, machineOrder, (order) => machines.order(order.machine, order.do)),
    '/quotes': orders(origins, quotesOrder, (order) => quotes.want(order)),
    '/token': orders(origins, tokenOrder, async ({ user, name }) => ({
      token: await broker.token({ sub: user, exp: expiry(tokenLife), info: { name } }),
    })),
  }
  serve = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', origins[0])
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : site
    route?.(request, response)
  }

  return {
    port,
    broker,
    machines,
    async close() {
      stopLog()
      quotes.stop()
      machines.stop()
      await shut(http)
      await broker.stop()
    },
  }
}

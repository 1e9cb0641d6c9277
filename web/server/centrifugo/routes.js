/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { ZodType } from 'zod' */

// Bytes of an order.
const longest = 4096

/** @param {IncomingMessage} request @returns {Promise<unknown>} */
async function read(request) {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > longest) throw new RangeError('too long')
  }
  return JSON.parse(text)
}

/** @param {ServerResponse} response @param {number} status @param {object} [body] */
export function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(body ? JSON.stringify(body) : '')
}

/**
 * Takes orders as JSON from the site's own pages, and from nobody else.
 * @template T
 * @param {readonly string[]} origins
 * @param {ZodType<T>} schema
 * @param {(order: T) => object | void | Promise<object | void>} carryOut - gives what is answered
 * @returns {(request: IncomingMessage, response: ServerResponse) => Promise<void>}
 */
export function orders(origins, schema, carryOut) {
  return async (request, response) => {
    if (request.method !== 'POST') return answer(response, 405)
    if (!origins.includes(request.headers.origin ?? '')) return answer(response, 403)
    const order = schema.safeParse(await read(request).catch(() => undefined))
    if (!order.success) return answer(response, 400)
    try {
      answer(response, 200, (await carryOut(order.data)) ?? {})
    } catch (error) {
      console.error(error)
      answer(response, 500)
    }
  }
}

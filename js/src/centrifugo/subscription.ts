import { bad, milliseconds, named, oneOf, optionalFunction } from '../check.js'
import { ConnectionError } from '../errors.js'
import { delays, oneAnswer, secret, since } from './check.js'
import { checkFilter } from './filter.js'
import type { SubscriptionOptions } from './options.js'
import type { Payloads } from './payloads.js'

/** What the engine is told of a subscription. Times in ms. */
export type Wishes = ReturnType<typeof wishesOf>

/** Checks every option. @throws ConnectionError `bad-option` */
export function wishesOf(options: SubscriptionOptions, payloads: Payloads) {
  named('the options of a channel', options, [
    'token',
    'getToken',
    'data',
    'getData',
    'positioned',
    'recoverable',
    'joinLeave',
    'since',
    'delta',
    'tagsFilter',
    'minResubscribeDelay',
    'maxResubscribeDelay',
  ])
  optionalFunction('getToken', options.getToken)
  optionalFunction('getData', options.getData)
  oneAnswer(options)
  if (options.delta !== undefined) oneOf('delta', options.delta, ['fossil'])
  if (options.delta && options.tagsFilter)
    throw new ConnectionError(
      'bad-option',
      'delta and tagsFilter exclude each other: a difference to what did not come',
    )
  const { minResubscribeDelay: least, maxResubscribeDelay: longest } = options
  if (least !== undefined && longest !== undefined) delays(least, longest)
  const data = payloads.optional(options.data)
  return {
    token: secret('token', options.token ?? ''),
    // Bytes have no place in a document of JSON: the engine asks for them.
    data: typeof data === 'string' ? data : '',
    asksData: options.getData !== undefined || typeof data !== 'string',
    asksToken: options.getToken !== undefined,
    positioned: flag('positioned', options.positioned),
    recoverable: flag('recoverable', options.recoverable),
    joinLeave: flag('joinLeave', options.joinLeave),
    ...(options.since && { since: since(options.since) }),
    ...(options.delta && { delta: options.delta }),
    ...(options.tagsFilter && { tagsFilter: checkFilter(options.tagsFilter) }),
    ...(least !== undefined && { minResubscribeDelay: milliseconds('minResubscribeDelay', least, 1) }),
    ...(longest !== undefined && { maxResubscribeDelay: milliseconds('maxResubscribeDelay', longest, 1) }),
  }
}

function flag(what: string, value: boolean | undefined): boolean {
  if (value !== undefined && typeof value !== 'boolean') throw bad(what, 'true or false', value)
  return value ?? false
}

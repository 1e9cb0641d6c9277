import { bad, milliseconds, named, oneOf, optionalFunction, text } from '../check.js'
import { delays, headerPairs, oneAnswer, secret } from './check.js'
import type { CentrifugoOptions } from './options.js'

/** What goes over to the engine; twin of src/client/centrifugo/settings.h. Times in ms. */
export type Settings = ReturnType<typeof settingsOf>

/** Checks every option and fills in the defaults. @throws ConnectionError `bad-option` */
export function settingsOf(options: CentrifugoOptions) {
  named('the options of centrifugo()', options, [
    'token',
    'getToken',
    'data',
    'getData',
    'name',
    'version',
    'headers',
    'format',
    'payload',
    'timeout',
    'maxServerPingDelay',
    'minResubscribeDelay',
    'maxResubscribeDelay',
  ])
  secret('token', options.token ?? '')
  optionalFunction('getToken', options.getToken)
  optionalFunction('getData', options.getData)
  oneAnswer(options)
  const format = oneOf('format', options.format ?? 'json', ['json', 'protobuf'])
  const payload = oneOf('payload', options.payload ?? (format === 'json' ? 'json' : 'binary'), ['json', 'binary'])
  if (format === 'json' && payload === 'binary') throw bad('payload', '"json" in the format "json"', payload)
  return {
    format,
    binary: payload === 'binary',
    name: text('name', options.name ?? 'hawser'),
    version: text('version', options.version ?? ''),
    headers: headerPairs(options.headers ?? {}),
    timeout: milliseconds('timeout', options.timeout ?? 5000, 1),
    maxServerPingDelay: milliseconds('maxServerPingDelay', options.maxServerPingDelay ?? 10_000),
    ...delays(options.minResubscribeDelay ?? 500, options.maxResubscribeDelay ?? 20_000),
    asksToken: options.getToken !== undefined,
  }
}

import { ConnectionError } from '../errors.js'

/** Centrifugo's number for it. */
export const unauthorizedCode = 1

/** Thrown by a `getToken`: there is no token, and there won't be one. Final, as `null` is. */
export class UnauthorizedError extends ConnectionError {
  constructor(message = 'A token may not be had') {
    super('unauthorized', message, { protocolCode: unauthorizedCode })
  }
}

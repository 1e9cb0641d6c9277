import { SignJWT } from 'jose'

/**
 * Signs what the broker believes: `sub` is the user; a subscription's token also names its `channel`.
 * @param {string} secret
 * @param {import('jose').JWTPayload} claims
 */
export const sign = (secret, claims) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret))

/** @param {number} seconds - from now; less than 0 is past */
export const expiry = (seconds) => Math.floor(Date.now() / 1000) + seconds

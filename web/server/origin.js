const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Whether a page of this origin was served by this machine, from whatever port. @param {string} origin */
function isLoopback(origin) {
  const url = parse(origin)
  return url !== null && loopback.has(url.hostname)
}

/** @param {string} text */
function parse(text) {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/**
 * The question that is asked at every upgrade. Browsers always send an Origin, so only programs come without one,
 * and they can't be tricked by a foreign page into speaking for a user.
 * @param {readonly string[]} [allowed] - exact origins; loopback ones where absent
 * @returns {(origin: string | undefined) => boolean}
 */
export function originCheck(allowed) {
  if (allowed) return (origin) => origin === undefined || allowed.includes(origin)
  return (origin) => origin === undefined || isLoopback(origin)
}

/** @param {import('node:http').Server} http @param {number} port @param {string} host @returns {Promise<number>} the port */
export function listen(http, port, host) {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => resolve(/** @type {import('node:net').AddressInfo} */ (http.address()).port))
  })
}

/** @param {import('node:http').Server} http @returns {Promise<void>} */
export function shut(http) {
  return new Promise((resolve) => {
    http.close(() => resolve())
    http.closeAllConnections()
  })
}

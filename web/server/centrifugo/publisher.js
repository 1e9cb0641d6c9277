// Milliseconds after which a node is taken for dead.
const patience = 2000

/** Speaks to the HTTP API of whichever node answers. */
export class Publisher {
  /** @param {import('./machines.js').Machines} machines */
  constructor(machines) {
    this.machines = machines
  }

  /**
   * Rejects when nobody took it, or nobody said so in time.
   * @param {string} method
   * @param {object} params
   */
  async call(method, params) {
    const [node] = this.machines.nodes
    if (!node) throw new Error('no node is up')
    await inTime(node.api(method, params))
  }
}

/** @param {Promise<unknown>} work */
async function inTime(work) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), patience)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

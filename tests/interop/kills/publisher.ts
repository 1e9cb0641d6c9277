import type { Broker } from '../../../scripts/broker/broker.mjs'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

interface Answer {
  readonly responses: readonly { result?: { offset?: number } }[]
}

/**
 * Publishes the same in all channels, whatever happens to the broker: tries each node in turn, under a key by which the broker
 * knows what it took already. Only then is there a next one, so that the n-th publication is at offset n.
 */
export class Publisher {
  #made = 0

  constructor(
    readonly broker: Broker,
    readonly channels: readonly string[],
  ) {}

  get made() {
    return this.#made
  }

  async publish(): Promise<void> {
    const n = this.#made + 1
    const order = {
      channels: this.channels,
      data: { n, pad: 'the same in all of them, so that differences are small' },
      idempotency_key: `${this.channels[0]}-${n}`,
    }
    for (let tries = 0; ; tries++) {
      const node = this.broker.nodes[tries % this.broker.nodes.length]
      const offsets = await node
        ?.api('broadcast', order, AbortSignal.timeout(1500))
        .then(({ responses }: Answer) => responses.map(({ result }) => result?.offset))
        .catch(() => undefined)
      if (offsets?.every((offset: number | undefined) => offset === n)) break
      const strange = offsets?.find((offset: number | undefined) => offset !== undefined && offset !== n)
      if (strange !== undefined) throw new Error(`the publication ${n} is at offset ${strange}`)
      if (tries > 200) throw new Error(`the broker doesn't take publication ${n}`)
      await pause(30)
    }
    this.#made = n
  }
}

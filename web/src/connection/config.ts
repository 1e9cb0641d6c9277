export interface BrokerNode {
  readonly name: string
  readonly url: string
}

interface Config {
  /** The nodes of the broker that this site is on; null: it is on a plain WebSocket server. */
  readonly broker: { readonly nodes: readonly BrokerNode[] } | null
}

/** What this site runs on, as its server says. */
export const config = (await (await fetch('/config.json')).json()) as Config

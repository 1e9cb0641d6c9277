import type { Driver, FeedOptions, Format, Line, LineOptions, Refusal } from './driver.js'
import { type Entry, Log } from './log.js'
import type { Backstage, ServerName } from './world.js'

/** Where a scenario plays: one client library, one format, one server, and names that nobody else has. */
export class Stage {
  readonly log: Log
  readonly #socket: unknown
  readonly #undo: (() => void)[] = []
  readonly #names = new Map<string, string>()

  constructor(
    readonly driver: Driver,
    readonly format: Format,
    readonly server: ServerName,
    readonly unique: string,
    readonly backstage: Backstage,
    { socket, patience }: { socket?: unknown; patience?: number } = {},
  ) {
    this.log = new Log(patience)
    this.#socket = socket
  }

  /** A user of one's own. */
  get user() {
    return `ann-${this.unique}`
  }

  /** A channel of one's own: `full:news` becomes `full:news-…`, and is logged as `full:news`. */
  channel(name: string): string {
    const own = `${name}-${this.unique}`
    this.#names.set(own, name)
    return own
  }

  token(claims: Record<string, unknown> = {}, ttl: number | null = null) {
    return this.backstage.token(this.server, { sub: this.user, ...claims }, ttl)
  }

  /** The server's HTTP API. */
  act(method: string, params: object): Promise<unknown> {
    return this.backstage.act(this.server, method, params)
  }

  publish(channel: string, data: unknown, tags?: Record<string, string>) {
    return this.act('publish', { channel, data, ...(tags && { tags }) })
  }

  /** A client that isn't connected yet, with a token unless another way in is given. It is gone after the scenario. */
  async line(options: Partial<LineOptions> = {}, log = this.log): Promise<Line> {
    const line = this.driver.open(
      {
        url: await this.backstage.address(this.server, null),
        format: this.format,
        ...(this.#socket !== undefined && { WebSocket: this.#socket }),
        ...('token' in options || 'getToken' in options ? {} : { token: await this.token() }),
        ...options,
      },
      log,
    )
    this.#undo.push(() => line.destroy())
    return line
  }

  /** One whose socket leads through an interpreter of one's own: see `interject`. */
  async interpreted(options: Partial<LineOptions> = {}): Promise<Line> {
    return this.line({ ...options, url: await this.backstage.address(this.server, this.unique) })
  }

  /** Closes the interpreted sockets with this code, as the server never would. */
  interject(code: number, reason: string): Promise<void> {
    return this.backstage.interpret(this.unique, 'close', code, reason)
  }

  /** What happens while the interpreted lines are lost: they come back only afterwards. */
  async meanwhile(work: () => Promise<unknown>): Promise<void> {
    await this.backstage.interpret(this.unique, 'hold', 0, '')
    await this.interject(3001, 'shutdown')
    await this.log.saw('line', 'lost')
    await work()
    await this.backstage.interpret(this.unique, 'release', 0, '')
  }

  /** One that is connected. */
  async open(options: Partial<LineOptions> = {}): Promise<Line> {
    const line = await this.line(options)
    line.connect()
    await line.log.saw('line', 'open')
    return line
  }

  /** Somebody else, who isn't watched. */
  async other(name: string): Promise<Line> {
    const token = await this.token({ sub: `${name}-${this.unique}` })
    const line = await this.line({ token }, new Log())
    line.connect()
    await line.log.saw('line', 'open')
    return line
  }

  /** A feed that is subscribed. */
  async feed(line: Line, channel: string, options?: FeedOptions) {
    const feed = line.subscribe(channel, options)
    await line.log.saw(channel, 'subscribed')
    return feed
  }

  /** Logs how a call ended. */
  async call(name: string, outcome: Promise<unknown>): Promise<void> {
    try {
      const value = await outcome
      this.log.add('calls', name, ...(value === undefined ? [] : [value]))
    } catch (error) {
      const { code, temporary } = this.driver.refusal(error)
      this.log.add('calls', name, 'refused', { code, temporary } satisfies Refusal)
    }
  }

  /** All that was logged, without what is only ours. */
  told(): Record<string, Entry[]> {
    let text = JSON.stringify(this.log.told())
    text = text.replaceAll(`-${this.unique}`, '')
    return JSON.parse(text) as Record<string, Entry[]>
  }

  end(): void {
    for (const step of this.#undo.splice(0)) step()
  }
}

/** One thing that a client does, and what is told of it: the same for every client, format and place. */
export interface Scenario {
  readonly title: string
  readonly server: ServerName
  /** Both, unless it is about one. */
  readonly formats: readonly Format[]
  /** Only in a page: it ends in an uncaught error, by which Node would end. */
  readonly pageOnly?: true
  readonly play: (stage: Stage) => Promise<void>
  readonly expected: Record<string, readonly Entry[]>
}

export const formats = ['json', 'protobuf'] as const

const scenarioOn =
  (server: ServerName) =>
  (
    title: string,
    play: Scenario['play'],
    expected: Scenario['expected'],
    more: Partial<Pick<Scenario, 'formats' | 'pageOnly'>> = {},
  ): Scenario => ({ title, server, formats, play, expected, ...more })

export const onCentrifugo = scenarioOn('centrifugo')
export const onLibrary = scenarioOn('library')

/** Plays one and gives what was told. */
export async function perform(scenario: Scenario, stage: Stage): Promise<Record<string, Entry[]>> {
  try {
    await scenario.play(stage)
    return stage.told()
  } finally {
    stage.end()
  }
}

import { bad } from './check.js'
import { ConnectionError } from './errors.js'
import type { StandardIssue, StandardResult, StandardSchemaV1 } from './standard-schema.js'

type Schema = StandardSchemaV1<unknown, unknown>
type Verdict = (error: ConnectionError | undefined, value: unknown) => void

/** Validates payloads by type. A slow schema holds up later messages of its type, and of no other. */
export class Validation {
  readonly #schemas: ReadonlyMap<string, Schema | undefined>
  readonly #tails = new Map<string, Promise<void>>()

  constructor(schemas: object = {}) {
    this.#schemas = new Map(Object.entries(schemas as Record<string, Schema | undefined>))
    for (const [type, schema] of this.#schemas)
      if (schema !== undefined && !isSchema(schema)) throw bad(`schemas.${type}`, 'a Standard Schema', schema)
  }

  get types(): Iterable<string> {
    return this.#schemas.keys()
  }

  /** Has the type a schema? */
  has(type: string | undefined): boolean {
    return type !== undefined && this.#schemas.get(type) !== undefined
  }

  /** Calls back at once where it can. */
  check(type: string | undefined, payload: unknown, verdict: Verdict): void {
    const schema = type === undefined ? undefined : this.#schemas.get(type)
    if (!schema || type === undefined) return verdict(undefined, payload)
    const result = validate(schema, payload)
    const before = this.#tails.get(type)
    if (before || result instanceof Promise) this.#wait(type, before, result, verdict)
    else settle(type, result, verdict)
  }

  #wait(type: string, before: Promise<void> | undefined, result: Awaitable, verdict: Verdict): void {
    const tail: Promise<void> = Promise.all([Promise.resolve(result).catch(failed), before]).then(([settled]) => {
      if (this.#tails.get(type) === tail) this.#tails.delete(type)
      settle(type, settled, verdict)
    })
    this.#tails.set(type, tail)
  }
}

const isSchema = (value: Partial<Schema> | null) => typeof value?.['~standard']?.validate === 'function'

type Outcome = StandardResult<unknown> | { readonly thrown: unknown }
type Awaitable = Outcome | Promise<StandardResult<unknown>>

const failed = (thrown: unknown): Outcome => ({ thrown })

function validate(schema: Schema, payload: unknown): Awaitable {
  try {
    return schema['~standard'].validate(payload)
  } catch (thrown) {
    return { thrown }
  }
}

function settle(type: string, result: Outcome, verdict: Verdict): void {
  if ('thrown' in result)
    return verdict(
      new ConnectionError('invalid-payload', `The schema of "${type}" threw`, { cause: result.thrown }),
      undefined,
    )
  if (result.issues) return verdict(invalid(type, result.issues), undefined)
  verdict(undefined, result.value)
}

const invalid = (type: string, issues: readonly StandardIssue[]) =>
  new ConnectionError(
    'invalid-payload',
    `A payload of "${type}" is not what its schema asks for: ${issues[0]?.message ?? ''}`,
    {
      details: issues,
    },
  )

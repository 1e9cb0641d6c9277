import { useGiven } from './context.js'
import type { Source } from './source.js'

/** Arguments that begin with a source, or with a type's name and leave the source to the provider. */
export type Sourced<Rest extends readonly unknown[]> = readonly [object | null, ...Rest] | Rest

/** All of the arguments, the source included. */
export function useSource<Rest extends readonly unknown[]>(args: Sourced<Rest>): readonly [Source | null, ...Rest] {
  const [first] = args
  const given = typeof first !== 'string'
  const source = useGiven(given ? (first as Source | null) : undefined)
  return given ? (args as readonly [Source | null, ...Rest]) : [source, ...(args as Rest)]
}

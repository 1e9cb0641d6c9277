/** The last so many of a growing list; a new array with every addition, so that React sees the change. */
export const appended = <T>(list: readonly T[], item: T, most: number): readonly T[] =>
  list.length < most ? [...list, item] : [...list.slice(list.length - most + 1), item]

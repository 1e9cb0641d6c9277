/** How the quotes come: each by itself, or all prices at once, whole or as the difference to those before. */
export type Stream = 'each' | 'whole' | 'delta'

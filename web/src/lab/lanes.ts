import type { Status } from 'hawser'

/** The states from calm to lost: the rows of the timeline. */
export const lanes: readonly Status[] = ['open', 'connecting', 'waiting', 'closing', 'idle', 'failed']

/** Where a state is drawn: the middle of its row. */
export const laneOf = (status: Status) => lanes.indexOf(status) + 0.5

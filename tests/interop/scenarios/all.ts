import type { Scenario } from '../support/stage.js'
import { calls } from './calls.js'
import { connection } from './connection.js'
import { library } from './library.js'
import { subscriptions } from './subscriptions.js'

export const scenarios: readonly Scenario[] = [...connection, ...calls, ...subscriptions, ...library]

import { client } from '../connection/client'
import { choose } from '../connection/nodes'
import type { MachineState } from './machines'
import { nodes, useMachines, useNode } from './use-broker-state'

const words: Record<MachineState, string> = { up: 'runs', down: 'is down', paused: 'is paused', busy: 'is on its way' }

/** Which node this page is on. To choose another one is to go there. */
export function NodeSwitch() {
  const node = useNode()
  const machines = useMachines()
  const go = (index: number) => {
    choose(index)
    client.reconnect()
  }
  return (
    <fieldset className="choice">
      <legend className="visually-hidden">Node of the broker</legend>
      {nodes.map(({ name }, i) => {
        const state = machines[name] ?? 'up'
        return (
          <label key={name} title={`Node ${name} ${words[state]}`}>
            <input type="radio" name="node" checked={i === node} onChange={() => go(i)} />
            <span>
              <i className={`lamp ${state}`} aria-hidden="true" />
              Node {name}
              <span className="visually-hidden">, which {words[state]}</span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

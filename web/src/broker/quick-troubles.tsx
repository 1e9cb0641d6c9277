import { command, type MachineName } from './machines'
import { nodes, useMachines, useNode } from './use-broker-state'

/** The troubles that one wants at hand: of the node that this page is on, and of Redis. What is down can be brought back. */
export function QuickTroubles() {
  const machines = useMachines()
  const here = nodes[useNode()]?.name as MachineName
  const isUp = machines[here] === 'up'
  return (
    <div className="strip-tools">
      {nodes.map(({ name }) => (
        <Repair key={name} name={name as MachineName} />
      ))}
      <button type="button" className="button danger small" disabled={!isUp} onClick={() => command(here, 'kill')}>
        Kill node {here}
      </button>
      <button type="button" className="button danger small" disabled={!isUp} onClick={() => command(here, 'pause')}>
        Pause node {here}
      </button>
      <button
        type="button"
        className="button danger small"
        disabled={machines.redis !== 'up'}
        onClick={() => command('redis', 'restart')}
      >
        Restart Redis
      </button>
    </div>
  )
}

function Repair({ name }: { name: MachineName }) {
  const state = useMachines()[name]
  if (state !== 'down' && state !== 'paused') return null
  return (
    <button type="button" className="button small" onClick={() => command(name, state === 'down' ? 'start' : 'wake')}>
      {state === 'down' ? 'Start' : 'Wake'} node {name}
    </button>
  )
}

import { serviceStates } from '@loggia/protocol/console/subscriptions/kinds'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem } from '@loggia/kernel'
import type { SubscriptionEvent, SubscriptionState } from '../schema.ts'
import { decideState, subscriptionEvents, subscriptionTransitions } from './transitions.ts'

const pairs = serviceStates.flatMap((state) => subscriptionEvents.map((event) => [state, event] as const))

/** commerce.md §6.2, R70, R74, R109–R119, R116, R130, written again by hand: `x` is refused, `-` cannot occur. */
const outcomes = `
            open   fail      extend change return_renewal return    bar       unbar     expire freeze    release
  opening   active cancelled x      x      x              x         x         x         -      -         -
  active    -      -         active active active         cancelled active    active    grace  -         -
  grace     -      -         active x      x              cancelled grace     grace     -      retention -
  retention -      -         active x      x              x         retention retention -      -         released
  released  -      -         x      x      x              x         x         x         -      -         -
  cancelled -      -         x      x      x              x         x         x         -      -         -`
const [heads = [], ...rows] = outcomes
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))
const written = rows.flatMap(([state, ...cells]) => cells.map((cell, at) => [state, heads[at], cell]))

describe('every event in every state has its outcome', () => {
  test('none is missing', () => {
    const ours = pairs.map(([state, event]) => `${state}, ${event}`)

    expect(ours.sort()).toEqual(written.map(([state, event]) => `${state}, ${event}`).sort())
    expect(Object.keys(subscriptionTransitions).sort()).toEqual([...serviceStates].sort())
    for (const state of serviceStates)
      expect(Object.keys(subscriptionTransitions[state]).sort()).toEqual([...subscriptionEvents].sort())
  })

  test.each(written)('%s, %s: %s', (state, event, outcome) => {
    const decide = () =>
      decideState({ id: 'sub_1', state: state as SubscriptionState }, event as SubscriptionEvent)

    if (outcome === 'x') expect(decide).toThrow(Problem)
    else if (outcome === '-') expect(decide).toThrow(/does not apply/)
    else expect(decide()).toBe(outcome)
  })
})

test('the page of a subscription’s states is what holds', async () => {
  const edges = pairs.flatMap(([state, event]) => {
    const step = subscriptionTransitions[state][event]
    return step === 'refused' || step === 'fault' ? [] : [`  ${state} --> ${step}: ${event}`]
  })
  const row = (state: (typeof serviceStates)[number]): string =>
    `| ${state} | ${subscriptionEvents.map((event) => subscriptionTransitions[state][event]).join(' | ')} |`
  const page = `# The states of a subscription

Made from the code; do not edit. *refused*: the buyer is told why. *fault*: an event that cannot come in this state; if it did, it would be a fault of ours.

\`\`\`mermaid
stateDiagram-v2
  [*] --> opening
${edges.join('\n')}
  released --> [*]
  cancelled --> [*]
\`\`\`

| state | ${subscriptionEvents.join(' | ')} |
|---|${subscriptionEvents.map(() => '---|').join('')}
${serviceStates.map(row).join('\n')}

*extend* is a renewal, or a trial that becomes paid; *return* gives back everything within five days, *return_renewal* the newest term that has not begun. *bar* freezes it for a violation and *unbar* lifts that (R116): beside its state, whose time runs on; while it is barred, a change is refused.
`

  await expect(page).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../../docs/reference/subscription-states.md'),
  )
})

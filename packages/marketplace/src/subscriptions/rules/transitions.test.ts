import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem } from '@loggia/kernel'
import {
  decideState,
  subscriptionEvents,
  subscriptionStates,
  subscriptionTransitions,
} from './transitions.ts'

const pairs = subscriptionStates.flatMap((state) =>
  subscriptionEvents.map((event) => [state, event] as const),
)

describe('every event in every state has its outcome', () => {
  test.each(pairs)('%s, %s', (state, event) => {
    const step = subscriptionTransitions[state][event]
    const decide = () => decideState({ id: 'sub_1', state }, event)

    if (step === 'refused') expect(decide).toThrow(Problem)
    else if (step === 'fault') expect(decide).toThrow(/does not apply/)
    else expect(decide()).toBe(step)
  })
})

test('the page of a subscription’s states is what holds', async () => {
  const edges = pairs.flatMap(([state, event]) => {
    const step = subscriptionTransitions[state][event]
    return step === 'refused' || step === 'fault' ? [] : [`  ${state} --> ${step}: ${event}`]
  })
  const row = (state: (typeof subscriptionStates)[number]): string =>
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
${subscriptionStates.map(row).join('\n')}

*extend* is a renewal, or a trial that becomes paid; *return* gives back everything within five days, *return_renewal* the newest term that has not begun.
`

  await expect(page).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../../docs/reference/subscription-states.md'),
  )
})

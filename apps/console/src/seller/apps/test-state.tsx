import type { TestAccount } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import { credentialTexts } from './texts.ts'

/** Whether the seller's server has confirmed everything that it was told of the test account. */
export function TestState({ of, pill = false }: { readonly of: TestAccount; readonly pill?: boolean }) {
  const { test } = credentialTexts.use()
  const [kind, words] = of.asks
    ? (['bad', test.failed] as const)
    : of.confirmed
      ? (['ok', test.confirmed] as const)
      : (['run', test.sending] as const)
  return (
    <State kind={kind} pill={pill}>
      {words}
    </State>
  )
}

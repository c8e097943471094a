import type { Assignment, ConnectedApp } from '@loggia/protocol/console'
import { State } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { assignmentTexts } from './assignment-texts.ts'
import { appTexts } from './texts.ts'

/** That somebody has to decide about an app. */
export function AsksMark({
  of,
  pill = false,
}: {
  readonly of: Pick<ConnectedApp, 'asks'>
  readonly pill?: boolean
}) {
  const { asks } = appTexts.use()
  if (!of.asks) return null
  return (
    <State kind="warn" pill={pill}>
      {asks}
    </State>
  )
}

const assignmentKinds: Readonly<Record<Assignment['state'], StateKind>> = {
  confirmed: 'ok',
  waiting: 'run',
  sending: 'run',
  failed: 'bad',
  left_out: 'ice',
}
/** What the seller knows of an assignment, or of its end. */
export function SellersState({ of }: { readonly of: Pick<Assignment, 'state' | 'ending'> }) {
  const texts = assignmentTexts.use()
  return <State kind={assignmentKinds[of.state]}>{(of.ending ? texts.ending : texts.states)[of.state]}</State>
}

import type { BatchState, ConnectedAppState } from '@loggia/protocol/console/apps/kinds'
import type { OperatorsConnectedApp } from '@loggia/protocol/console'
import { State, Time, useLanguage } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { formatBatch } from './batch-words.ts'
import { connectedTexts } from './texts.ts'

const appKinds: Readonly<Record<ConnectedAppState, StateKind>> = {
  connecting: 'run',
  connected: 'ok',
  ending: 'run',
  ended: 'end',
}

/** The state of a connected app. */
export function AppState({ of, pill = false }: { readonly of: ConnectedAppState; readonly pill?: boolean }) {
  return (
    <State kind={appKinds[of]} pill={pill}>
      {connectedTexts.use().states[of]}
    </State>
  )
}

/** The state of a connected app; if a batch waits for a decision, what it says and since when. */
export function AskingState({
  of,
  isTest = false,
}: {
  readonly of: Pick<OperatorsConnectedApp, 'state' | 'asks'>
  readonly isTest?: boolean
}) {
  const texts = connectedTexts.use()
  const language = useLanguage()
  const { state, asks } = of
  if (!asks) return <AppState of={state} />
  return (
    <div className="bound">
      <State kind="warn">{isTest ? texts.testAsks : texts.asks}</State>
      <p className="below">
        {formatBatch(asks, language)} · <Time at={asks.endedAt ?? asks.createdAt} />
      </p>
    </div>
  )
}

const batchKinds: Readonly<Record<BatchState, StateKind>> = {
  open: 'run',
  confirmed: 'ok',
  failed: 'bad',
  repeated: 'end',
  left_out: 'ice',
  given_up: 'end',
  dropped: 'end',
}
export function BatchStateMark({ of }: { readonly of: BatchState }) {
  return <State kind={batchKinds[of]}>{connectedTexts.use().batches[of]}</State>
}

import type { RouteReply, TestAnswer, TestScene } from '@loggia/protocol/console'
import { Button, State } from '@loggia/ui'
import { useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { testCallTexts } from './texts.ts'
import { AnswerPart } from './answer.tsx'
import { ParameterFields } from './parameter-fields.tsx'
import { PreviewPart } from './preview.tsx'
import { SavedCases } from './saved-cases.tsx'
import { useSceneName } from '../../centre/scenes/scene-names.ts'
import { sceneKinds, decideState } from './standing.ts'
import { readFaults, toPreset } from './typed.ts'
import type { Typed } from './typed.ts'

type Written = RouteReply<'POST /api/seller/test-calls/:target/request'>
/** The content below the form: the written request, the result of a call, or nothing yet. */
type Below =
  | { readonly kind: 'request'; readonly of: Written }
  | { readonly kind: 'answer'; readonly of: TestAnswer; readonly isNew: boolean }
type Props = {
  readonly target: string
  readonly scene: TestScene
  readonly isLicense: boolean
  readonly isBlocked: boolean
}

/** One scene: its parameters, its request before it is sent, the result, and its saved cases. */
export function SceneView({ target, scene, isLicense, isBlocked }: Props) {
  const { typed, set, below, setBelow, show, send, error, onSend, onShow } = useSceneForm({ target, scene })
  const faults = readFaults(error)
  const maySend = useMayAsk('POST /api/seller/test-calls/:target', 'calls:write')
  const isBusy = show.isPending || send.isPending
  return (
    <>
      <Head scene={scene} />
      <div className="one__body">
        <CheckedForm
          className="stack stack--wide"
          autoComplete="off"
          onSubmit={() => {
            // Enter in the only field of a form submits it even if the button is disabled.
            if (maySend && !isBlocked && !isBusy) onSend()
          }}
        >
          <ParameterFields scene={scene} typed={typed} faults={faults} set={set} />
          <Refusal error={error} />
          <Acts
            maySend={maySend}
            isBlocked={isBlocked}
            isShowing={show.isPending}
            isSending={send.isPending}
            onShow={onShow}
            onSend={onSend}
          />
        </CheckedForm>
        <div className="stack stack--wide" aria-live="polite">
          {below?.kind === 'request' && <PreviewPart of={below.of} />}
          {below?.kind === 'answer' && (
            <AnswerPart
              key={below.of.saved.at}
              of={below.of}
              activity={scene.activity}
              isLicense={isLicense}
              isNew={below.isNew}
            />
          )}
        </div>
        <SavedCases
          target={target}
          scene={scene}
          onSee={(of) => setBelow({ kind: 'answer', of, isNew: false })}
        />
      </div>
    </>
  )
}

function useSceneForm({ target, scene }: Pick<Props, 'target' | 'scene'>) {
  const [changed, setChanged] = useState<Typed>({})
  const [below, setBelow] = useState<Below>()
  const show = useChange('POST /api/seller/test-calls/:target/request', [])
  const send = useChange('POST /api/seller/test-calls/:target', ['GET /api/seller/test-calls/:target'])
  // Presets may change while the form is open: later scenes use an instance that was opened in the meantime.
  const typed = { ...toPreset(scene.parameters), ...changed }
  const input = { params: { target }, body: { scene: scene.scene, parameters: typed } }
  const onShow = () => {
    send.reset()
    show.mutate(input, { onSuccess: (of) => setBelow({ kind: 'request', of }) })
  }
  const onSend = () => {
    show.reset()
    send.mutate(input, { onSuccess: (of) => setBelow({ kind: 'answer', of, isNew: true }) })
  }
  const set = (name: string, value: string) => setChanged((now) => ({ ...now, [name]: value }))
  return { typed, set, below, setBelow, show, send, error: show.error ?? send.error, onShow, onSend }
}

function Head({ scene }: { readonly scene: TestScene }) {
  const texts = testCallTexts.use()
  const nameOf = useSceneName()
  const state = decideState(scene)
  return (
    <header className="one__head">
      <div className="row--h">
        <h2>
          <span className="scene">
            <b>{nameOf(scene.scene)}</b> <span className="mono">{scene.activity}</span>
          </span>
        </h2>
        <State kind={sceneKinds[state]} pill>
          {texts.states[state]}
        </State>
      </div>
      <p className="t13 dim">{texts.form.test}</p>
    </header>
  )
}

function Acts(props: {
  readonly maySend: boolean
  readonly isBlocked: boolean
  readonly isShowing: boolean
  readonly isSending: boolean
  onShow(): void
  onSend(): void
}) {
  const texts = testCallTexts.use().acts
  if (!props.maySend) return <p className="t13 dim">{texts.readOnly}</p>
  return (
    <div className="acts acts--wrap">
      <Button disabled={props.isBlocked || props.isShowing || props.isSending} onClick={props.onShow}>
        {props.isShowing ? texts.showing : texts.show}
      </Button>
      <ActButton
        busy={texts.sending}
        isBusy={props.isSending}
        disabled={props.isBlocked}
        onAct={props.onSend}
      >
        {texts.send}
      </ActButton>
    </div>
  )
}

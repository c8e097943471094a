import type { OwnRating } from '@loggia/protocol/console'
import { stars as allStars, feedbackLimits } from '@loggia/protocol/console/feedback/kinds'
import { Icon, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { createKey } from '../../centre/fresh-key.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { LongInput, SubmitButton, hasFault, useSending } from '../account/form.tsx'
import { FieldError, Refused } from '../entrance/refused.tsx'
import { useApi } from '../frame.tsx'
import { feedbackFormTexts } from './form-texts.ts'
import { feedbackTexts } from './texts.ts'

type FormTexts = ReturnType<typeof feedbackFormTexts.in>['form']
type Limits = { readonly min: number; readonly max: number }

const findFault = (text: string, { min, max }: Limits, texts: FormTexts): string | undefined => {
  const { length } = text.trim()
  return length < min || length > max ? texts.textWrong(min, max, length) : undefined
}

export function RatingForm(props: {
  readonly productId: string
  readonly own: OwnRating
  readonly onDone: (own: OwnRating) => void
  readonly onCancel: () => void
}) {
  const { form: texts, cancel } = feedbackFormTexts.use()
  const api = useApi()
  const text = useText()
  const id = useId()
  const { productId, own, onDone, onCancel } = props
  const before = own.latest?.state === 'withdrawn' ? undefined : (own.latest ?? own.published)
  const [stars, setStars] = useState(before?.stars)
  const [written, setWritten] = useState(before?.text ?? '')
  const [showsName, setShowsName] = useState(own.showsName)
  const [isChecked, setChecked] = useState(false)
  const { busy, problem, send } = useSending()
  const { rating: limits } = feedbackLimits
  const faults = {
    stars: stars === undefined ? texts.starsMissing : undefined,
    text: written.trim() === '' ? undefined : findFault(written, limits, texts),
  }
  const onSubmit = () => {
    setChecked(true)
    if (stars === undefined || hasFault(faults)) return
    void send(async () => {
      const body = { productId, stars, text: written.trim() || undefined, showsName }
      onDone(await api.request('PUT /api/buyer/rating', { body }))
    })
  }
  return (
    <CheckedForm className="said__form" label={texts.ratingLabel} onSubmit={onSubmit}>
      <StarsField value={stars} error={isChecked ? faults.stars : undefined} onChange={setStars} />
      <LongInput
        id={`${id}-text`}
        name="text"
        label={texts.text}
        hint={texts.textHint(limits.min, limits.max)}
        error={isChecked ? faults.text : undefined}
        rows={4}
        value={written}
        onChange={setWritten}
      />
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={showsName}
            onChange={(event) => setShowsName(event.target.checked)}
          />
          <span>{texts.showName(text(own.names.whole))}</span>
        </label>
        <p className="hint">{texts.shownAs(text(showsName ? own.names.whole : own.names.masked))}</p>
      </div>
      {problem && <Refused problem={problem} />}
      <Buttons busy={busy} send={texts.send} sending={texts.sending} cancel={cancel} onCancel={onCancel} />
    </CheckedForm>
  )
}

function StarsField(props: {
  readonly value: number | undefined
  readonly error: string | undefined
  readonly onChange: (stars: number) => void
}) {
  const { form: texts } = feedbackFormTexts.use()
  const id = useId()
  return (
    <fieldset aria-describedby={props.error === undefined ? undefined : id}>
      <legend className="label">{texts.starsField}</legend>
      <div className="said__stars">
        {allStars.toReversed().map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="stars"
              value={value}
              checked={props.value === value}
              onChange={() => props.onChange(value)}
            />
            {value}
            <Icon name="star" />
            <span>{texts.starNames[value]}</span>
          </label>
        ))}
      </div>
      <FieldError id={id} text={props.error ?? false} />
    </fieldset>
  )
}

export function QuestionForm(props: {
  readonly productId: string
  readonly onDone: (state: 'waiting' | 'published') => void
  readonly onCancel: () => void
}) {
  const { form: texts, cancel } = feedbackFormTexts.use()
  const api = useApi()
  const id = useId()
  const { productId, onDone, onCancel } = props
  const [written, setWritten] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [idempotencyKey] = useState(createKey)
  const { busy, problem, send } = useSending()
  const { question: limits } = feedbackLimits
  const fault = findFault(written, limits, texts)
  const onSubmit = () => {
    setChecked(true)
    if (fault !== undefined) return
    void send(async () => {
      const body = { productId, text: written.trim() }
      const { state } = await api.request('POST /api/buyer/questions', { body }, { idempotencyKey })
      onDone(state === 'published' ? state : 'waiting')
    })
  }
  return (
    <CheckedForm className="said__form" label={texts.questionLabel} onSubmit={onSubmit}>
      <LongInput
        id={`${id}-text`}
        name="text"
        label={texts.question}
        hint={texts.questionHint(limits.min, limits.max)}
        error={isChecked ? fault : undefined}
        rows={3}
        value={written}
        onChange={setWritten}
      />
      {problem && <Refused problem={problem} />}
      <Buttons
        busy={busy}
        send={texts.sendQuestion}
        sending={texts.sending}
        cancel={cancel}
        onCancel={onCancel}
      />
    </CheckedForm>
  )
}

function Buttons(props: {
  readonly busy: boolean
  readonly send: string
  readonly sending: string
  readonly cancel: string
  readonly onCancel: () => void
}) {
  return (
    <div className="row row--wrap">
      <SubmitButton plain busy={props.busy} text={props.send} doing={props.sending} />
      <button type="button" className="btn btn--lg" onClick={props.onCancel} disabled={props.busy}>
        {props.cancel}
      </button>
    </div>
  )
}

/** Asks once more before the rating is taken back. */
export function Withdrawal(props: {
  readonly productId: string
  readonly onDone: (own: OwnRating) => void
  readonly onCancel: () => void
}) {
  const texts = feedbackFormTexts.use()
  const { withdraw: label } = feedbackTexts.use()
  const api = useApi()
  const { busy, problem, send } = useSending()
  const { productId, onDone, onCancel } = props
  const withdraw = () =>
    void send(async () =>
      onDone(await api.request('POST /api/buyer/rating/withdrawal', { body: { productId } })),
    )
  return (
    <CheckedForm className="said__form" label={label} onSubmit={withdraw}>
      <p>{texts.withdrawText}</p>
      {problem && <Refused problem={problem} />}
      <Buttons
        busy={busy}
        send={texts.confirmWithdraw}
        sending={texts.withdrawing}
        cancel={texts.keep}
        onCancel={onCancel}
      />
    </CheckedForm>
  )
}

import type { OwnRating } from '@loggia/protocol/console'
import { isGranted } from '@loggia/protocol/console/parties/kinds'
import { State, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { Suspense, lazy, useEffect, useState } from 'react'
import { useFrame } from '../frame.tsx'
import { useHydrated } from '../../centre/hydrated.ts'
import { paths } from '../links.ts'
import { Stars } from './stars.tsx'
import { feedbackTexts } from './texts.ts'

// Most readers never write, so no page loads the forms from the start.
const RatingForm = lazy(() => import('./forms.tsx').then((module) => ({ default: module.RatingForm })))
const QuestionForm = lazy(() => import('./forms.tsx').then((module) => ({ default: module.QuestionForm })))
const Withdrawal = lazy(() => import('./forms.tsx').then((module) => ({ default: module.Withdrawal })))

type Props = { readonly productId: string; readonly own: OwnRating | undefined }

/** The address of this part of the page, at which the form opens. */
const writeFragment = '#write-review'

/** The reader's own rating with its state, and the way to write or change it. */
export function OwnPart({ productId, own: sent }: Props) {
  const texts = feedbackTexts.use()
  const { session } = useFrame()
  const [own, setOwn] = useState(sent)
  const [open, setOpen] = useState<'form' | 'withdrawal'>()
  const isHydrated = useHydrated()
  const mayRate = isGranted(session?.rights.buyer, 'purchase') && !session?.buyer?.suspension
  const mayWrite = mayRate && own !== undefined && own.bar === undefined
  useEffect(() => {
    if (mayWrite && location.hash === writeFragment) setOpen('form')
  }, [mayWrite])
  if (!session) return <SignInLink productId={productId} part="reviews" text={texts.signInToRate} />
  if (!own) return null
  const close = () => setOpen(undefined)
  const done = (changed: OwnRating) => {
    setOwn(changed)
    close()
  }
  const shown = own.latest ?? own.published
  const isLive = [own.latest, own.published].some(
    (text) => text?.state === 'waiting' || text?.state === 'published',
  )
  return (
    <div id={writeFragment.slice(1)}>
      {shown && shown.state !== 'withdrawn' && <OwnText of={own} />}
      {own.bar !== undefined && !shown && <p className="t13 faint">{texts.bars[own.bar]}</p>}
      {open === 'form' && (
        <Suspense>
          <RatingForm productId={productId} own={own} onDone={done} onCancel={close} />
        </Suspense>
      )}
      {open === 'withdrawal' && (
        <Suspense>
          <Withdrawal productId={productId} onDone={done} onCancel={close} />
        </Suspense>
      )}
      {open === undefined && (
        <div className="said__acts" inert={!isHydrated}>
          {mayWrite && (
            <button type="button" className="btn" onClick={() => setOpen('form')}>
              {isLive ? texts.change : texts.write}
            </button>
          )}
          {isLive && mayRate && (
            <button type="button" className="btn" onClick={() => setOpen('withdrawal')}>
              {texts.withdraw}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

const looks: Readonly<Record<keyof ReturnType<typeof feedbackTexts.in>['states'], StateKind>> = {
  waiting: 'warn',
  published: 'ok',
  refused: 'bad',
  hidden: 'ice',
  replaced: 'end',
  withdrawn: 'end',
}

function OwnText({ of: { latest, published } }: { readonly of: OwnRating }) {
  const texts = feedbackTexts.use()
  const text = useText()
  const shown = latest ?? published
  if (!shown) return null
  return (
    <div className="said__own said">
      <header>
        <b>{texts.own}</b>
        {shown.stars !== undefined && <Stars of={shown.stars} />}
        {shown.author && <span>{text(shown.author)}</span>}
        <State kind={looks[shown.state]}>{texts.states[shown.state]}</State>
      </header>
      {shown.text !== undefined && <p lang={shown.language}>{shown.text}</p>}
      {shown.reason !== undefined && <p className="t13">{texts.reason(shown.reason)}</p>}
      {shown.state === 'waiting' && (
        <p className="t13 faint">{published ? texts.changeNote : texts.waitingNote}</p>
      )}
    </div>
  )
}

function SignInLink(props: {
  readonly productId: string
  readonly part: 'reviews' | 'questions'
  readonly text: string
}) {
  return (
    <p className="said__acts">
      <a className="btn" href={paths.signIn(`${paths.product(props.productId)}#${props.part}`)}>
        {props.text}
      </a>
    </p>
  )
}

/** The way to ask, for everybody with a buyer. */
export function AskPart({ productId, own }: Props) {
  const texts = feedbackTexts.use()
  const { session } = useFrame()
  const [isOpen, setOpen] = useState(false)
  const [sent, setSent] = useState<'waiting' | 'published'>()
  const isHydrated = useHydrated()
  if (!session) return <SignInLink productId={productId} part="questions" text={texts.signInToAsk} />
  if (!own || own.bar === 'not_on_sale' || session.buyer?.suspension) return null
  return (
    <>
      {sent && (
        <p className="note note--ok" role="status">
          {texts.sentQuestion[sent]}
        </p>
      )}
      {isOpen ? (
        <Suspense>
          <QuestionForm
            productId={productId}
            onDone={(state) => {
              setSent(state)
              setOpen(false)
            }}
            onCancel={() => setOpen(false)}
          />
        </Suspense>
      ) : (
        <div className="said__acts" inert={!isHydrated}>
          <button type="button" className="btn" onClick={() => setOpen(true)}>
            {texts.ask}
          </button>
        </div>
      )}
    </>
  )
}

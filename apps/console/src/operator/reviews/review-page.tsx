import { Link, getRouteApi } from '@tanstack/react-router'
import type { RouteReply } from '@loggia/protocol/console'
import { Icon, State, Time, useText } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { BoundAccess } from '../../centre/parts/bound-access.tsx'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { findAccessNeed } from '../../centre/products/product-access.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { BuyerView } from './buyer-view.tsx'
import { reviewTexts } from './texts.ts'
import { DecisionDialog } from './decision-dialog.tsx'
import { DecideActs, FirstAct, ReviewFrame } from './review-frame.tsx'
import { ContentDiff, ContentTable } from './content-diff.tsx'
import { DueTime } from './review-list.tsx'
import { TemplateFiles } from './template-files.tsx'

const route = getRouteApi('/operator/reviews/$applicationId')

type Review = RouteReply<'GET /api/operator/reviews/:applicationId'>

const kinds: Readonly<Record<Review['state'], StateKind>> = {
  in_review: 'run',
  approved: 'ok',
  rejected: 'bad',
  withdrawn: 'end',
}
const stale = [
  'GET /api/operator/reviews',
  'GET /api/operator/reviews/:applicationId',
  'GET /api/operator/products',
  'GET /api/operator/products/:productId',
  'GET /api/operator/products/:productId/history',
  'GET /api/operator/overview',
] as const

/** One application: what was requested, its changes, and the decision. */
export function ReviewPage() {
  const texts = reviewTexts.use()
  const text = useText()
  const { applicationId } = route.useParams()
  const review = useRead('GET /api/operator/reviews/:applicationId', {
    params: { applicationId },
  })
  const found = review.data
  return (
    <ReviewFrame<Review>
      of={review}
      title={found ? text(found.current.name) : texts.title}
      crumbs={<Link to="/operator/reviews">{texts.title}</Link>}
      state={found && <ApplicationState of={found} pill />}
      acts={found && <Acts of={found} />}
    >
      {(shown) => (
        <>
          <Notes of={shown} />
          <Facts of={shown} />
          {shown.kind !== 'delisting' && <BuyerView applicationId={shown.id} />}
          {shown.kind === 'change' && shown.content ? (
            <ContentDiff current={shown.current} next={shown.content} />
          ) : (
            <ContentTable of={shown.content ?? shown.current} />
          )}
        </>
      )}
    </ReviewFrame>
  )
}

function ApplicationState({ of, pill = false }: { readonly of: Review; readonly pill?: boolean }) {
  const texts = reviewTexts.use()
  return (
    <State kind={kinds[of.state]} pill={pill}>
      {texts.states[of.state]}
    </State>
  )
}

/** Notes before the decision: that a second approval is needed, or how it was decided. */
function Notes({ of }: { readonly of: Review }) {
  const texts = reviewTexts.use()
  const settings = useRead('GET /api/operator/settings', {}).data?.settings
  const needsTwo = of.state === 'in_review' && of.changesPrices && settings?.fourEyesOnPrices.value
  return (
    <>
      {of.state === 'approved' && (
        <Outcome text={texts.outcome[of.kind]}>
          <Link to="/operator/products/$productId" params={{ productId: of.productId }}>
            {texts.seeProduct}
          </Link>
        </Outcome>
      )}
      {of.awaitsSecond ? (
        <Note warn>{texts.secondNote}</Note>
      ) : (
        needsTwo && <Note warn>{texts.fourEyes}</Note>
      )}
      {of.decisionReason !== undefined && <Note>{texts.reasonOf(of.decisionReason)}</Note>}
    </>
  )
}

function Note({ warn = false, children }: { readonly warn?: boolean; readonly children: string }) {
  return (
    <div className={warn ? 'note note--warn' : 'note'}>
      <Icon name={warn ? 'alert' : 'info'} />
      <p>{children}</p>
    </div>
  )
}

function Facts({ of }: { readonly of: Review }) {
  const texts = reviewTexts.use()
  const { fact } = texts
  return (
    <Card
      id={useId()}
      title={texts.facts}
      end={
        <Link className="t13" to="/operator/products/$productId" params={{ productId: of.productId }}>
          {texts.seeProduct}
        </Link>
      }
      bare
    >
      <dl className="ins">
        <Fact name={fact.kind}>{texts.kinds[of.kind]}</Fact>
        <Fact name={fact.access}>
          <Access productId={of.productId} />
        </Fact>
        <Fact name={fact.filed}>
          <Time at={of.filedAt} />
        </Fact>
        <Fact name={fact.due}>
          {of.state === 'in_review' ? <DueTime at={of.dueAt} /> : <Time at={of.dueAt} />}
        </Fact>
        {of.kind !== 'delisting' && <TemplateFiles productId={of.productId} />}
        {of.openedAt !== undefined && (
          <Fact name={fact.opened}>
            <Time at={of.openedAt} />
          </Fact>
        )}
        {of.decidedAt !== undefined && (
          <Fact name={fact.decided}>
            <Time at={of.decidedAt} />
          </Fact>
        )}
        {of.reason !== undefined && (
          <Fact name={fact.reason}>
            <span className="written">{of.reason}</span>
          </Fact>
        )}
        {of.kind === 'delisting' && (
          <Fact name={fact.specifications}>
            <Delisted of={of} />
          </Fact>
        )}
        {of.evidence !== undefined && (
          <Fact name={fact.evidence}>
            <span className="written">{of.evidence}</span>
          </Fact>
        )}
      </dl>
    </Card>
  )
}

/** The address and the protocol of its calls; what people deliver has none, whatever its seller uses for others. */
function Access({ productId }: { readonly productId: string }) {
  const product = useRead('GET /api/operator/products/:productId', { params: { productId } }).data
  const bound = product && findAccessNeed(product) !== 'none' ? [product.access, product.joint] : []
  const shown = bound.filter((one) => one !== undefined)
  if (shown.length === 0) return <span className="faint">–</span>
  return shown.map((one) => <BoundAccess key={one.protocol} of={one} />)
}

function Delisted({ of }: { readonly of: Review }) {
  const texts = reviewTexts.use()
  const text = useText()
  const { specificationIds = [], skus = [], current } = of
  if (!of.specificationIds && !of.skus) return texts.fact.whole
  const names = current.specifications.flatMap(({ id, name }) =>
    id !== undefined && specificationIds.includes(id) ? [text(name)] : [],
  )
  const combinations = skus.map(({ specificationId, values }) => {
    const found = current.specifications.find(({ id }) => id === specificationId)
    const chosen = (current.attributes ?? []).flatMap(
      (attribute, i) => attribute.values[values[i] ?? -1] ?? [],
    )
    return [...(found ? [found.name] : []), ...chosen].map(text).join(' · ')
  })
  return <span>{[...names, ...combinations].join(' / ')}</span>
}

function Acts({ of }: { readonly of: Review }) {
  const texts = reviewTexts.use()
  const mayDecide = useMayAsk('POST /api/operator/products/:productId/decision', 'reviewer')
  const open = useChange('POST /api/operator/reviews/:applicationId/opening', stale)
  if (!mayDecide || of.state !== 'in_review') return null
  if (of.openedAt === undefined)
    return (
      <FirstAct
        why={texts.openNote}
        act={texts.open}
        busy={texts.opening}
        change={open}
        onAct={() => open.mutate({ params: { applicationId: of.id } })}
      />
    )
  return (
    <DecideActs texts={texts}>
      {(approve, onClose) => <Decide approve={approve} of={of} onClose={onClose} />}
    </DecideActs>
  )
}

function Decide(props: { readonly approve: boolean; readonly of: Review; onClose(): void }) {
  const { approve, of, onClose } = props
  const texts = reviewTexts.use()
  const text = useText()
  const decide = useChange('POST /api/operator/products/:productId/decision', stale)
  return (
    <DecisionDialog
      approve={approve}
      texts={texts.decision}
      isPending={decide.isPending}
      error={decide.error}
      onDecide={(body, onSuccess) =>
        decide.mutate({ params: { productId: of.productId }, body }, { onSuccess })
      }
      onClose={onClose}
    >
      <p>
        <b className="strong">{text((of.content ?? of.current).name)}</b>{' '}
        <span className="t13 faint">{texts.kinds[of.kind]}</span>
      </p>
    </DecisionDialog>
  )
}

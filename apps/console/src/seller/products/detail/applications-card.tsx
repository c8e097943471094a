import { Link } from '@tanstack/react-router'
import { fromIso } from '@loggia/kernel'
import type { ProductApplication, SellerProduct } from '@loggia/protocol/console'
import { Button, Icon, Time, useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useChange, useRead } from '../../../centre/api.ts'
import { useNow } from '../../../centre/frame.ts'
import { DecisionDialog } from '../../../centre/parts/dialog.tsx'
import { CardSkeleton, Loaded } from '../../../centre/parts/loaded.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { ownProductTexts } from '../texts.ts'
import { useSkuName } from './sku-name.ts'
import { productAskTexts } from './ask-texts.ts'
import { ApplicationState } from './application-state.tsx'
import { touchedByAsking } from './touched.ts'

type Props = { readonly product: SellerProduct; readonly mayWrite: boolean }

/** The waiting or last decided application, and earlier ones. */
export function ApplicationsCard({ product, mayWrite }: Props) {
  const texts = ownProductTexts.use().applications
  const applications = useRead('GET /api/seller/products/:productId/applications', {
    params: { productId: product.id },
    query: { limit: 50 },
  })
  return (
    <Loaded of={applications} skeleton={<CardSkeleton rows={3} />}>
      {({ items: [last, ...earlier] }) => (
        <Card id="applications" title={texts.title}>
          {last ? (
            <div className="stack stack--wide">
              <Application of={last} product={product} mayWrite={mayWrite} />
              {earlier.length > 0 && <Earlier of={earlier} product={product} />}
            </div>
          ) : (
            <p className="t13 dim">{product.state === 'draft' ? texts.noneDraft : texts.none}</p>
          )}
        </Card>
      )}
    </Loaded>
  )
}

function Application({ of, product, mayWrite }: Props & { readonly of: ProductApplication }) {
  const texts = ownProductTexts.use().applications
  const now = useNow()
  const [isWithdrawing, setWithdrawing] = useState(false)
  const isOpen = of.state === 'in_review'
  const isAgain = of.state === 'rejected' && of.kind !== 'delisting' && product.state !== 'delisted'
  return (
    <>
      <ApplicationState of={of} />
      <ApplicationFacts of={of} product={product} isLate={isOpen && now() > fromIso(of.dueAt)} />
      {of.state === 'rejected' && of.decisionReason !== undefined && (
        <div className="note note--bad">
          <Icon name="alert" />
          <p className="written">{texts.reason(of.decisionReason)}</p>
        </div>
      )}
      {of.awaitsSecond && <p className="t13 dim">{texts.second}</p>}
      {mayWrite && (
        <div className="row row--wrap access__act">
          {isOpen && of.openedAt === undefined && (
            <Button onClick={() => setWithdrawing(true)}>{texts.withdraw}</Button>
          )}
          {isAgain && (
            <Link
              className="btn"
              to="/seller/products/$productId/edit"
              params={{ productId: product.id }}
              search={{ from: 'application' }}
            >
              {texts.again}
            </Link>
          )}
        </div>
      )}
      {isWithdrawing && <WithdrawalDialog of={of} onClose={() => setWithdrawing(false)} />}
    </>
  )
}

function ApplicationFacts(props: {
  readonly of: ProductApplication
  readonly product: SellerProduct
  readonly isLate: boolean
}) {
  const texts = ownProductTexts.use()
  const { applications } = texts
  const text = useText()
  const { of, product, isLate } = props
  const isOpen = of.state === 'in_review'
  const skuName = useSkuName(product)
  const combinations = (of.skus ?? []).map(({ specificationId, values }) => {
    const found = product.specifications.find(({ id }) => id === specificationId)
    return [...(found ? [text(found.name)] : []), skuName(values)].join(' · ')
  })
  const affected = product.specifications.filter(({ id }) => of.specificationIds?.includes(id))
  return (
    <dl className="lines t13">
      <Line name={applications.filed}>
        <Time at={of.filedAt} />
      </Line>
      {isOpen && (
        <Line name={applications.due}>
          {isLate && <span className="c-bad">{texts.late} </span>}
          <Time at={of.dueAt} />
        </Line>
      )}
      {isOpen && (
        <Line name={applications.opened}>
          {of.openedAt ? <Time at={of.openedAt} /> : applications.notOpened}
        </Line>
      )}
      {of.decidedAt && (
        <Line name={applications.decided}>
          <Time at={of.decidedAt} />
        </Line>
      )}
      {of.reason && <Line name={applications.asked}>{of.reason}</Line>}
      {affected.length > 0 && (
        <Line name={applications.affects}>{affected.map(({ name }) => text(name)).join(' · ')}</Line>
      )}
      {combinations.length > 0 && <Line name={applications.combinations}>{combinations.join(' / ')}</Line>}
      {of.evidence && <Line name={applications.evidence}>{of.evidence}</Line>}
    </dl>
  )
}

const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="wrap">{children}</dd>
  </div>
)

function Earlier({
  of,
  product,
}: {
  readonly of: readonly ProductApplication[]
  readonly product: SellerProduct
}) {
  const texts = ownProductTexts.use().applications
  return (
    <details className="codes">
      <summary>
        <Icon name="chevron-right" />
        {texts.earlier}
      </summary>
      <ul className="earlier">
        {of.map((one) => (
          <li key={one.id}>
            <ApplicationState of={one} />
            <ApplicationFacts of={one} product={product} isLate={false} />
            {one.decisionReason && <p className="t13 dim written">{texts.reason(one.decisionReason)}</p>}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** R58: possible while no reviewer has opened it. */
function WithdrawalDialog({
  of,
  onClose,
}: {
  readonly of: ProductApplication
  readonly onClose: () => void
}) {
  const texts = productAskTexts.use().withdrawal
  const toast = useToast()
  const withdraw = useChange('POST /api/seller/products/:productId/withdrawal', touchedByAsking)
  const onAct = () =>
    withdraw.mutate(
      { params: { productId: of.productId } },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  return (
    <DecisionDialog texts={texts} act={texts.act} change={withdraw} onClose={onClose} onAct={onAct}>
      <p className="t13">{of.kind === 'release' ? texts.text : texts.textChange}</p>
    </DecisionDialog>
  )
}

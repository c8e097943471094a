import type { Product, ProductSupervision, SupervisionFlow } from '@loggia/protocol/console'
import { listStages } from '@loggia/protocol/console/catalog/draft/supervision'
import type { UsualStage } from '@loggia/protocol/console/catalog/draft/supervision'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { getFlow } from '@loggia/protocol/console/supervision/kinds'
import { Icon, useText } from '@loggia/ui'
import { supervisionTexts } from '../../centre/products/supervision-texts.ts'
import { supervisedTexts } from './supervision-texts.ts'
import { productTexts } from './texts.ts'

type WayStep = { readonly title: string; readonly text: string }

/** What happens between payment and use. */
export function Opening({ product: { supervision } }: { readonly product: Product }) {
  const { opening, performing } = productTexts.use()
  return (
    <section className="part" id="opening" aria-labelledby="opening-title">
      <h2 id="opening-title">{supervision ? performing : opening}</h2>
      {supervision ? <Supervised of={supervision} /> : <Opened />}
    </section>
  )
}

function Opened() {
  const { steps } = productTexts.use()
  return (
    <Way
      steps={[
        { title: steps.pay, text: steps.payText },
        { title: steps.open, text: steps.openText },
        { title: steps.use, text: steps.useText },
        { title: steps.refund, text: steps.refundText },
      ]}
    />
  )
}

/** R96: the steps of its flow, what a delivery is accepted by (R39), and what the seller asks (R38). */
function Supervised({ of }: { readonly of: ProductSupervision }) {
  const texts = supervisedTexts.use()
  const names = supervisionTexts.use()
  const text = useText()
  const acceptance = getFlow(of.flow).shipped ? texts.acceptanceShipped : texts.acceptance
  const isCode = findLicenseWay(of.flow) === 'code'
  const special: Partial<Record<SupervisionFlow, Partial<Record<UsualStage, WayStep>>>> = texts.special
  const stages = {
    ...texts.stages,
    performing: texts.performing[of.flow],
    acceptance,
    ...special[of.flow],
  }
  const refund = isCode ? texts.refundCode : texts.refund
  return (
    <div className="supervised">
      <p>{isCode ? texts.leadCode : texts.lead}</p>
      <Way steps={[texts.pay, ...listStages(of).map((stage) => stages[stage]), refund]} />
      {of.criteria && (
        <div>
          <h3>{names.criteria}</h3>
          <p className="supervised__text">{text(of.criteria)}</p>
        </div>
      )}
      {of.template && (
        <details>
          <summary>
            <Icon name="chevron-right" />
            {texts.template}
          </summary>
          <p className="supervised__text">{text(of.template)}</p>
        </details>
      )}
    </div>
  )
}

function Way({ steps }: { readonly steps: readonly WayStep[] }) {
  return (
    <ol className="way">
      {steps.map(({ title, text }, at) => (
        <li key={title}>
          <span className="way__n" aria-hidden="true">
            {at + 1}
          </span>
          <div>
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}

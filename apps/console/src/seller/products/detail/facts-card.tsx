import { isPerformed } from '@loggia/kernel'
import { Link } from '@tanstack/react-router'
import type { SellerProduct } from '@loggia/protocol/console'
import { CopyText, Time, useLanguage, useText } from '@loggia/ui'
import { useRead } from '../../../centre/api.ts'
import { BoundAccess } from '../../../centre/parts/bound-access.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { describeNeed, describeParameter } from '../../../centre/parts/parameter-words.ts'
import { findAccessNeed } from '../../../centre/products/product-access.ts'
import { certificateTexts } from '../../../centre/products/certificate-texts.ts'
import { buyerParameterTexts } from '../../../centre/products/buyer-parameter-texts.ts'
import { supervisionTexts } from '../../../centre/products/supervision-texts.ts'
import { useMayAsk } from '../../../centre/rights/rights.ts'
import { searchTexts } from '../../../storefront/search/texts.ts'
import { CredentialLink } from '../../apps/product-link.tsx'
import { ownProductTexts } from '../texts.ts'
import { testCallTexts } from '../../test-calls/texts.ts'

/** General facts about the product. */
export function FactsCard({ product }: { readonly product: SellerProduct }) {
  const texts = ownProductTexts.use().facts
  const text = useText()
  const categories = useRead('GET /api/categories', {}).data?.items
  const category = categories?.find(({ code }) => code === product.category)
  const isPublic = product.state === 'listed' || product.state === 'hidden'
  return (
    <Card id="facts" title={texts.title}>
      <dl className="facts t13">
        <dt>{texts.category}</dt>
        <dd>{category ? text(category.name) : product.category}</dd>
        {product.tags && (
          <>
            <dt>{texts.tags}</dt>
            <dd>{product.tags.join(' · ')}</dd>
          </>
        )}
        {product.listedAt && (
          <>
            <dt>{texts.listed}</dt>
            <dd>
              <Time at={product.listedAt} />
            </dd>
          </>
        )}
        <dt>{texts.visibility}</dt>
        <dd>{product.hidden ? texts.hidden : texts.public}</dd>
        {product.suspendedUntil && (
          <>
            <dt>{texts.suspended}</dt>
            <dd>
              <Time at={product.suspendedUntil} />
            </dd>
          </>
        )}
        <dt>{texts.link}</dt>
        <dd>
          {isPublic ? (
            <CopyText value={`${location.origin}/products/${product.id}`} label={texts.link} />
          ) : (
            <span className="faint">{texts.notPublic}</span>
          )}
        </dd>
        <AccessFacts product={product} />
        <dt>{texts.buyerData}</dt>
        <dd>{product.buyerData?.map((datum) => texts.data[datum]).join(' · ') ?? texts.noData}</dd>
        {!isPerformed(product.type) && <Parameters of={product} />}
        <Supervision of={product} />
        <Certificates of={product} />
        <dt>{texts.afterSale}</dt>
        <dd>
          {(['fiveDayRefund', 'upgrades', 'renewalChanges'] as const)
            .filter((name) => product.afterSale[name])
            .map((name) => texts.promises[name])
            .join(' · ') || texts.noPromise}
        </dd>
      </dl>
    </Card>
  )
}

/** The address of its calls; none if people perform it. */
function AccessFacts({ product }: { readonly product: SellerProduct }) {
  const texts = ownProductTexts.use().facts
  const tests = testCallTexts.use()
  const { types } = searchTexts.use()
  const mayTest = useMayAsk('GET /api/seller/test-calls/:target', 'calls:read')
  const { type } = product
  const need = findAccessNeed(product)
  if (type && need === 'none')
    return (
      <>
        <dt>{texts.type}</dt>
        <dd>{texts.performed(types[type])}</dd>
      </>
    )
  return (
    <>
      <dt>{texts.access}</dt>
      <dd>
        {product.access ? (
          <BoundAccess of={product.access} />
        ) : need === 'optional' ? (
          <span className="faint">{texts.noCallbacks}</span>
        ) : (
          '–'
        )}
        {product.access && mayTest && (
          <Link to="/seller/test-calls" search={{ target: product.id }}>
            {tests.title}
          </Link>
        )}
      </dd>
      {product.joint && (
        <>
          <dt>{texts.joint}</dt>
          <dd>
            <BoundAccess of={product.joint} />
            <CredentialLink of={product} />
          </dd>
        </>
      )}
    </>
  )
}

/** R12, R38: its flow; a product that was listed before gets its criteria with its next change. */
function Supervision({ of: { supervision } }: { readonly of: SellerProduct }) {
  const texts = supervisionTexts.use()
  return (
    <>
      <dt>{texts.title}</dt>
      <dd>
        {supervision ? texts.flows[supervision.flow] : texts.none}
        {supervision && !supervision.criteria && <div className="faint">{texts.criteriaLater}</div>}
      </dd>
    </>
  )
}

/** R57: each with its last day. If a product is to be public but is hidden all the same, the market has hidden it. */
function Certificates({ of }: { readonly of: SellerProduct }) {
  const texts = certificateTexts.use()
  const { certificates = [], state, hidden = false } = of
  return (
    <>
      <dt>{texts.facts}</dt>
      <dd>
        {certificates.length === 0 && texts.noFacts}
        {certificates.map(({ kind, number, holder, validUntil }) => (
          <div key={`${kind} ${number}`}>
            {texts.kinds[kind]} {number}{' '}
            <span className="faint">
              {holder} · {validUntil === undefined ? texts.forGood : texts.until(validUntil)}
            </span>
          </div>
        ))}
        {certificates.length > 0 && state === 'hidden' && !hidden && <p className="c-bad">{texts.hidden}</p>}
      </dd>
    </>
  )
}

/** R47a: the purchase parameters, with their labels and the names that the seller’s server gets. */
function Parameters({ of }: { readonly of: SellerProduct }) {
  const texts = buyerParameterTexts.use()
  const language = useLanguage()
  const text = useText()
  const { buyerParameters = [] } = of
  return (
    <>
      <dt>{texts.facts}</dt>
      <dd>
        {buyerParameters.length === 0 && texts.noFacts}
        {buyerParameters.map((parameter) => (
          <div key={parameter.name}>
            {text(parameter.label)} <code>{parameter.name}</code>{' '}
            <span className="faint">
              {describeParameter(parameter, language)} · {describeNeed(parameter, language)}
            </span>
          </div>
        ))}
      </dd>
    </>
  )
}

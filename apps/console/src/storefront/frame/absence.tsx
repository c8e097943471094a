import type { PageFeedback, ProductAbsence } from '@loggia/protocol/console'
import { Icon, State, Time, useText } from '@loggia/ui'
import { absenceTexts } from './absence-texts.ts'
import { findCategory } from '../search/categories.ts'
import { paths } from '../links.ts'
import { FeedbackParts } from '../feedback/feedback-parts.tsx'
import { Logo } from './logo.tsx'
import { ProductCard } from '../product/product-card.tsx'

const stateOf = {
  suspended: 'ice',
  frozen: 'ice',
  hidden: 'ice',
  delisted: 'end',
  interface_delisted: 'end',
  specification_delisted: 'end',
} as const

/** R50–R53: what happened to a product that was listed, what that means for its buyers, and similar products. */
export function Absence({
  product,
  feedback,
}: {
  readonly product: ProductAbsence
  readonly feedback?: PageFeedback | undefined
}) {
  const texts = absenceTexts.use()
  const text = useText()
  const { absence, until, similar } = product
  const name = text(product.name)
  const category = text(findCategory(product.category).name)
  return (
    <main id="main" className="wrap">
      <nav className="crumbs prod__crumbs" aria-label={texts.where}>
        <a href={paths.home}>{texts.home}</a>
        <Icon name="chevron-right" />
        <a href={paths.category(product.category)}>{category}</a>
        <Icon name="chevron-right" />
        <span aria-current="page">{name}</span>
      </nav>
      <header className="absent">
        <Logo src={product.logo} name={name} size="lg" />
        <div>
          <h1>{name}</h1>
          <p className="absent__by">
            <a href={paths.seller(product.seller.id)}>{text(product.seller.name)}</a>
          </p>
          <p className="absent__state">
            <State kind={stateOf[absence]} pill>
              {texts.state[absence]}
            </State>
          </p>
          <p className="absent__why">
            {texts.why[absence]}
            {until !== undefined && (
              <span className="absent__until">
                {texts.until} <Time at={until} precision="day" />
              </span>
            )}
          </p>
        </div>
      </header>
      <Holders absence={absence} />
      <div className="row row--wrap absent__acts">
        {absence === 'specification_delisted' && (
          <a className="btn btn--primary" href={paths.product(product.id)}>
            {texts.others}
          </a>
        )}
        <a
          className={absence === 'specification_delisted' ? 'btn' : 'btn btn--primary'}
          href={similar.length > 0 ? paths.category(product.category) : paths.products}
        >
          {similar.length > 0 ? texts.inCategory(category) : texts.all}
        </a>
        <a className="btn" href={paths.buyerServices}>
          {texts.services}
        </a>
      </div>
      {feedback && (feedback.shown.figures || feedback.shown.questionCount > 0) && (
        <FeedbackParts productId={product.id} feedback={feedback} />
      )}
      <Similar products={similar} />
    </main>
  )
}

function Similar({ products }: { readonly products: ProductAbsence['similar'] }) {
  const texts = absenceTexts.use()
  if (products.length === 0) return null
  return (
    <section className="sec" aria-labelledby="similar-title">
      <div className="sec__head">
        <h2 id="similar-title">{texts.similar}</h2>
      </div>
      <div className="pgrid">
        {products.map((one) => (
          <ProductCard key={one.id} product={one} />
        ))}
      </div>
    </section>
  )
}

/** R51–R53: what happens to the services and unpaid orders of those who bought the product. */
function Holders({ absence }: Pick<ProductAbsence, 'absence'>) {
  const texts = absenceTexts.use()
  const told = [texts.running[absence], texts.access, texts.refund, texts.orders[absence]]
  return (
    <section className="absent__holders" aria-labelledby="holders-title">
      <h2 id="holders-title">{texts.holders}</h2>
      <ul>
        {told.map((one) => (
          <li key={one}>
            <Icon name="check" />
            {one}
          </li>
        ))}
      </ul>
    </section>
  )
}

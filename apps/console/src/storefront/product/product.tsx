import type {
  PageFeedback,
  Product as ProductData,
  ProductCard as ProductCardData,
} from '@loggia/protocol/console'
import { Icon, Time, formatCount, useText } from '@loggia/ui'
import { CompareToggle } from '../compare/compare-toggle.tsx'
import { FavouriteToggle } from '../favourites/favourite-toggle.tsx'
import { productTexts } from './texts.ts'
import { BuyPanel } from '../buying/buy-panel.tsx'
import { BuyBar } from '../buying/buy-bar.tsx'
import { findCategory } from '../search/categories.ts'
import { paths } from '../links.ts'
import { Logo } from '../frame/logo.tsx'
import { FeedbackParts } from '../feedback/feedback-parts.tsx'
import { RatingLine } from '../feedback/stars.tsx'
import { feedbackTexts } from '../feedback/texts.ts'
import { RecentlySeen, useSeen } from '../kept/recent.tsx'
import { FiguresPart } from './figures.tsx'
import { Pictures } from './pictures.tsx'
import { SupportPart } from './product-about.tsx'
import { Agreements } from './product-agreements.tsx'
import type { MarketTerms } from './product-agreements.tsx'
import { Comparison, Description, SellerPart } from './product-parts.tsx'
import { hasProofs, ProofsPart } from './proofs.tsx'
import { proofTexts } from './proof-texts.ts'
import { ProductCard } from './product-card.tsx'
import { Opening } from './product-way.tsx'
import { TypeTag } from './type-tag.tsx'
import { useBuying } from '../buying/use-buying.ts'

/** One product: its description on the left, the buying panel on the right. */
export function Product({
  product,
  feedback,
  marketTerms,
  related = [],
}: {
  readonly product: ProductData
  readonly feedback?: PageFeedback | undefined
  readonly marketTerms?: MarketTerms | undefined
  readonly related?: readonly ProductCardData[] | undefined
}) {
  const texts = productTexts.use()
  const proofs = proofTexts.use()
  const buying = useBuying(product)
  useSeen(product)
  return (
    <>
      <main id="main" className="wrap">
        <Crumbs product={product} />
        <div className="prod">
          <Head product={product} />
          <BuyPanel buying={buying} />
          <div className="prod__main">
            <Pictures product={product} />
            <nav className="tabs prod__tabs" aria-label={texts.contents}>
              <a href="#description">{texts.description}</a>
              <a href="#compare">{texts.compare}</a>
              <a href="#opening">{product.supervision ? texts.performing : texts.opening}</a>
              <a href="#support">{texts.support}</a>
              <a href="#seller">{texts.seller}</a>
              {hasProofs(product) && <a href="#guides">{proofs.tab}</a>}
              <a href="#agreements">{texts.agreements}</a>
              {feedback && <FeedbackTabs of={feedback} />}
            </nav>
            <Description product={product} />
            <Comparison product={product} chosen={buying.selection?.specification.id} />
            <Opening product={product} />
            <FiguresPart figures={product.figures} check={product.check} />
            <SupportPart product={product} />
            <SellerPart product={product} />
            <ProofsPart product={product} />
            <Agreements product={product} marketTerms={marketTerms} />
            {feedback && <FeedbackParts productId={product.id} feedback={feedback} />}
          </div>
        </div>
        <Related products={related} />
        <RecentlySeen without={product.id} />
      </main>
      <BuyBar buying={buying} />
    </>
  )
}

function FeedbackTabs({ of: { shown } }: { readonly of: PageFeedback }) {
  const texts = feedbackTexts.use()
  const { figures, questionCount } = shown
  return (
    <>
      <a href="#reviews">
        {texts.ratings}
        {figures && <span className="count">{formatCount(figures.count)}</span>}
      </a>
      <a href="#questions">
        {texts.questions}
        {questionCount > 0 && <span className="count">{formatCount(questionCount)}</span>}
      </a>
    </>
  )
}

/** Products of the same category by other sellers, nearest in price first. */
function Related({ products }: { readonly products: readonly ProductCardData[] }) {
  const texts = productTexts.use()
  if (products.length === 0) return null
  return (
    <section className="sec" aria-labelledby="related-title">
      <div className="sec__head">
        <div>
          <h2 id="related-title">{texts.related}</h2>
          <p>{texts.relatedHint}</p>
        </div>
      </div>
      <div className="pgrid">
        {products.map((one) => (
          <ProductCard key={one.id} product={one} />
        ))}
      </div>
    </section>
  )
}

function Crumbs({ product }: { readonly product: ProductData }) {
  const texts = productTexts.use()
  const text = useText()
  return (
    <nav className="crumbs prod__crumbs" aria-label={texts.where}>
      <a href="/">{texts.home}</a>
      <Icon name="chevron-right" />
      <a href={paths.category(product.category)}>{text(findCategory(product.category).name)}</a>
      <Icon name="chevron-right" />
      <span aria-current="page">{text(product.name)}</span>
    </nav>
  )
}

function Head({ product }: { readonly product: ProductData }) {
  const texts = productTexts.use()
  const text = useText()
  return (
    <header className="prod__head">
      <Logo src={product.logo} name={text(product.name)} size="lg" />
      <div>
        <h1>{text(product.name)}</h1>
        <p className="sum">{text(product.summary)}</p>
        <div className="prod__meta">
          <a href="#seller">{text(product.seller.name)}</a>
          {product.ratings && <RatingLine of={product.ratings} href="#reviews" />}
          {product.listedAt && (
            <span>
              {texts.listedOn}
              <Time at={product.listedAt} precision="day" />
            </span>
          )}
          <TypeTag of={product} />
          <a className="tag" href={paths.category(product.category)}>
            {text(findCategory(product.category).name)}
          </a>
          {product.tags?.map((tag) => (
            <span className="tag" key={tag}>
              {tag}
            </span>
          ))}
        </div>
        <div className="row row--wrap prod__acts">
          <CompareToggle product={product} named />
          {product.state === 'listed' && <FavouriteToggle product={product} named />}
        </div>
      </div>
    </header>
  )
}

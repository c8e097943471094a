import type { PageData } from '@loggia/protocol/console'
import { Icon, Time, formatSpan, useLanguage, useText } from '@loggia/ui'
import { searchTexts } from '../search/texts.ts'
import { paths } from '../links.ts'
import { RatingLine } from '../feedback/stars.tsx'
import { SellerArch } from '../frame/logo.tsx'
import { SellerFigures } from '../product/figures.tsx'
import { Facets } from '../search/search-facets.tsx'
import { formatSearchHref, formatTotal } from '../search/search-links.ts'
import { Results } from '../search/search-results.tsx'

type SellerPageData = Extract<PageData, { route: 'seller' }>

/** A seller: since when it sells, its contact, and its products. */
export function SellerPage({ page }: { readonly page: SellerPageData }) {
  const { query, reply } = page
  return (
    <main id="main" className="wrap">
      <Head page={page} />
      <div className="find">
        <Facets query={query} place="seller" reply={reply} />
        <Results query={query} place="seller" reply={reply} />
      </div>
    </main>
  )
}

function Head({ page: { seller, query, reply } }: { readonly page: SellerPageData }) {
  const texts = searchTexts.use()
  const text = useText()
  const language = useLanguage()
  const name = text(seller.name)
  return (
    <div className="find__head">
      <nav className="crumbs" aria-label={texts.where}>
        <a href={paths.home}>{texts.home}</a>
        <Icon name="chevron-right" />
        <a href={formatSearchHref({})}>{texts.all}</a>
        <Icon name="chevron-right" />
        <span aria-current="page">{name}</span>
      </nav>
      <div className="stall">
        <SellerArch src={seller.logo} name={name} />
        <div className="stall__name">
          <h1>{name}</h1>
          <p className="t13 faint">
            {texts.sellerSince} <Time at={seller.since} precision="day" currentYear={0} />
          </p>
        </div>
        <dl className="stall__facts">
          <div>
            <dt>{texts.sellerOnSale}</dt>
            <dd>{texts.total(formatTotal(reply.total))}</dd>
          </div>
          {seller.ratings && (
            <div>
              <dt>{texts.sellerRatings}</dt>
              <dd>
                <RatingLine of={seller.ratings} />
              </dd>
            </div>
          )}
          {seller.answerMs !== undefined && (
            <div>
              <dt>{texts.sellerAnswers}</dt>
              <dd>{texts.answersWithin(formatSpan(seller.answerMs, language))}</dd>
            </div>
          )}
          {seller.support && <Support support={seller.support} />}
        </dl>
      </div>
      <About seller={seller} />
      <SellerFigures figures={seller.figures} check={seller.check} />
      <form className="stall__search with-icon" action={paths.seller(seller.id)}>
        <Icon name="search" />
        <input
          className="input"
          type="search"
          name="q"
          maxLength={100}
          defaultValue={query.q}
          placeholder={texts.searchSeller(name)}
          aria-label={texts.searchSeller(name)}
          autoComplete="off"
          enterKeyHint="search"
        />
      </form>
    </div>
  )
}

/** The seller's description of itself, approved by an operator (R84). */
function About({ seller }: { readonly seller: SellerPageData['seller'] }) {
  const texts = searchTexts.use()
  const text = useText()
  const { description, site, address, registrationNumber } = seller
  if (!description && !site && !address && !registrationNumber) return null
  return (
    <section className="stall__about" aria-label={texts.sellerAbout}>
      {description && <p className="stall__text">{text(description)}</p>}
      <dl className="stall__facts">
        {site && (
          <div>
            <dt>{texts.sellerSite}</dt>
            <dd>
              <a href={site} rel="noopener nofollow ugc">
                {new URL(site).host}
              </a>
            </dd>
          </div>
        )}
        {address && (
          <div>
            <dt>{texts.sellerAddress}</dt>
            <dd>{address}</dd>
          </div>
        )}
        {registrationNumber && (
          <div>
            <dt>{texts.sellerNumber}</dt>
            <dd className="mono">{registrationNumber}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Support({ support }: { readonly support: NonNullable<SellerPageData['seller']['support']> }) {
  const texts = searchTexts.use()
  const text = useText()
  return (
    <>
      <div>
        <dt>{texts.hotline}</dt>
        <dd>
          <a href={`tel:${support.hotline.replace(/[^\d+]/g, '')}`}>{support.hotline}</a>
        </dd>
      </div>
      <div>
        <dt>{texts.email}</dt>
        <dd>
          <a href={`mailto:${support.email}`}>{support.email}</a>
        </dd>
      </div>
      <div>
        <dt>{texts.hours}</dt>
        <dd>{text(support.hours)}</dd>
      </div>
    </>
  )
}

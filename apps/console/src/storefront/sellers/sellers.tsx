import type { ListedSeller, PageData } from '@loggia/protocol/console'
import { EmptyArch, Icon, Time, formatCount, formatShare, formatSpan, useLanguage, useText } from '@loggia/ui'
import { RatingLine } from '../feedback/stars.tsx'
import { Pager } from '../frame/pager.tsx'
import { SellerArch } from '../frame/logo.tsx'
import { paths } from '../links.ts'
import { figuresTexts } from '../product/figures-texts.ts'
import { findCategory } from '../search/categories.ts'
import { formatSearchHref } from '../search/search-links.ts'
import { sellersTexts } from './texts.ts'

type SellersPage = Extract<PageData, { route: 'sellers' }>

/** The sellers with products on sale. */
export function Sellers({ page }: { readonly page: SellersPage }) {
  const texts = sellersTexts.use()
  const { query, reply } = page
  const to = (number: number): string => formatSellersHref({ q: query.q, page: number })
  return (
    <main id="main" className="wrap">
      <Head page={page} />
      {reply.items.length === 0 ? (
        <Nothing page={page} />
      ) : (
        <ul className="sellerlist" aria-label={texts.list}>
          {reply.items.map((seller) => (
            <SellerItem key={seller.id} seller={seller} />
          ))}
        </ul>
      )}
      {reply.items.length > 0 && reply.pages > 1 && (
        <div className="sellerlist__foot">
          <Pager texts={texts} page={query.page} pages={reply.pages} to={to} />
        </div>
      )}
    </main>
  )
}

function formatSellersHref({ q, page }: SellersPage['query']): string {
  const parameters = new URLSearchParams()
  if (q !== '') parameters.set('q', q)
  if (page > 1) parameters.set('page', String(page))
  const search = parameters.toString()
  return search === '' ? paths.sellers : `${paths.sellers}?${search}`
}

function Head({ page: { query, reply } }: { readonly page: SellersPage }) {
  const texts = sellersTexts.use()
  return (
    <>
      <nav className="crumbs prod__crumbs" aria-label={texts.where}>
        <a href={paths.home}>{texts.home}</a>
        <Icon name="chevron-right" />
        <span aria-current="page">{texts.title}</span>
      </nav>
      <div className="sellerlist__head">
        <div>
          <h1>
            {texts.title}
            <span role="status">{texts.total(formatCount(reply.total))}</span>
          </h1>
          <p className="dim">{texts.lead}</p>
        </div>
        <form
          className="sellerlist__search with-icon"
          role="search"
          aria-label={texts.search}
          action={paths.sellers}
        >
          <Icon name="search" />
          <input
            className="input"
            type="search"
            name="q"
            maxLength={100}
            defaultValue={query.q}
            placeholder={texts.search}
            aria-label={texts.search}
            autoComplete="off"
            enterKeyHint="search"
          />
        </form>
      </div>
    </>
  )
}

function SellerItem({ seller }: { readonly seller: ListedSeller }) {
  const texts = sellersTexts.use()
  const text = useText()
  const name = text(seller.name)
  return (
    <li className="seller">
      <div className="seller__top">
        <SellerArch src={seller.logo} name={name} />
        <div>
          <h2>
            <a href={paths.seller(seller.id)}>{name}</a>
          </h2>
          <p className="t13 faint sellerlist__counts">
            {texts.products(formatCount(seller.products))}
            {seller.ratings && <RatingLine of={seller.ratings} />}
          </p>
        </div>
      </div>
      {seller.categories.length > 0 && (
        <ul className="sellerlist__in" aria-label={texts.categories}>
          {seller.categories.map(({ path, name: own }) => (
            <li key={path}>
              <a className="tag" href={formatSearchHref({ category: path, seller: seller.id }, 'seller')}>
                {text(own.zh === path ? findCategory(path).name : own)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {seller.figures && <SellerFigures of={seller.figures} />}
      <p className="t12 faint sellerlist__since">
        {texts.since} <Time at={seller.since} precision="day" currentYear={0} />
      </p>
    </li>
  )
}

/** How orders of its products went, as on the seller's page. */
function SellerFigures({ of }: { readonly of: NonNullable<ListedSeller['figures']> }) {
  const texts = figuresTexts.use()
  const language = useLanguage()
  return (
    <dl className="sellerlist__figures">
      <div>
        <dt>{texts.success}</dt>
        <dd className="num">{formatShare(of.opened, of.orders)}</dd>
      </div>
      {of.openedWithin && (
        <div>
          <dt>{texts.half}</dt>
          <dd className="num">{texts.within(formatSpan(of.openedWithin.p50Ms, language))}</dd>
        </div>
      )}
    </dl>
  )
}

function Nothing({ page: { query, reply } }: { readonly page: SellersPage }) {
  const texts = sellersTexts.use()
  if (reply.total > 0)
    return (
      <EmptyArch
        level={2}
        title={texts.noPage(query.page)}
        action={
          <a className="btn" href={formatSellersHref({ q: query.q, page: 1 })}>
            {texts.firstPage}
          </a>
        }
      />
    )
  if (query.q === '') return <EmptyArch level={2} title={texts.none} />
  return (
    <EmptyArch
      level={2}
      title={texts.noneNamed(query.q)}
      text={texts.noneText}
      action={
        <a className="btn" href={paths.sellers}>
          {texts.all}
        </a>
      }
    />
  )
}

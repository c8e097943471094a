import { toIso } from '@loggia/kernel'
import type { Instance } from '@loggia/seller'
import type { SellerConfig } from '../config.ts'
import { toHtml, getName, renderPage } from './page.ts'
import type { Html } from './page.ts'
import { texts } from './texts.ts'
import type { PageLanguage, PageTexts } from './texts.ts'

/** What an application page shows and its addresses: `path` is the page's own, `appPath` the application's. */
export type AppView = {
  readonly language: PageLanguage
  readonly seller: SellerConfig
  readonly instance: Instance
  readonly userName: string
  readonly path: string
  readonly appPath: string
}

const renderFramed = (
  { language, seller, path }: Pick<AppView, 'language' | 'seller' | 'path'>,
  title: string,
  main: Html,
): string => renderPage({ language, seller, path, title, main })

/** The sign-in form; `wrong` is true after a failed attempt. */
export function renderSignInPage(view: AppView, wrong: boolean): string {
  const t = texts[view.language]
  const complaint = wrong ? toHtml`<p class="wrong" role="alert">${t.wrong}</p>` : toHtml``
  return renderFramed(
    view,
    t.signInTitle,
    toHtml` <section class="card">
      <h1>${t.signInTitle}</h1>
      <p class="lead">${t.signInLead}</p>
      ${complaint}
      <form method="post" action="${view.path}?lang=${view.language}">
        <label>${t.userName}<input name="userName" autocomplete="username" required /></label>
        <label
          >${t.password}<input name="password" type="password" autocomplete="current-password" required
        /></label>
        <button type="submit">${t.signIn}</button>
      </form>
    </section>`,
  )
}

/** The page after signing in to the application or, with `admin`, to its administration. */
export function renderWelcomePage(view: AppView, admin: boolean): string {
  const t = texts[view.language]
  const title = admin
    ? t.admin
    : `${t.welcome}${view.language === 'en-US' ? ' ' : ''}${getName(view.seller, view.language)}`
  const link = admin
    ? { href: view.appPath, label: t.application }
    : { href: `${view.appPath}/admin`, label: t.admin }
  return renderFramed(
    view,
    title,
    toHtml` <section class="card">
      <h1>${title}</h1>
      <p class="lead">${admin ? t.adminLead : t.welcomeLead}</p>
      <dl>${factsOf(view, t)}</dl>
      <p class="actions"><a class="button" href="${link.href}?lang=${view.language}">${link.label}</a></p>
      <form method="post" action="${view.path}?lang=${view.language}">
        <button class="quiet" name="signOut" value="1" type="submit">${t.signOut}</button>
      </form>
    </section>`,
  )
}

function factsOf({ instance, userName }: AppView, t: PageTexts): Html[] {
  const { orderId, orderLineId, instanceId, purchase, expiresAtMs } = instance
  const facts: [string, string | undefined][] = [
    [t.order, orderId],
    [t.orderLine, orderLineId],
    [t.instance, instanceId],
    [t.account, userName],
    [t.product, purchase.productName ?? purchase.productId],
    [t.quantity, purchase.quantity?.toString()],
    [t.expires, expiresAtMs === undefined ? undefined : readable(expiresAtMs)],
    // The purchase parameters, by the names that the seller chose when publishing the product.
    ...Object.entries(purchase.parameters),
  ]
  return facts.flatMap(([label, value]) =>
    value === undefined
      ? []
      : toHtml`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
  )
}

/** `2027-11-25 06:33` */
const readable = (atMs: number): string => toIso(atMs).slice(0, 16).replace('T', ' ')

/** A page with only a notice: still opening, frozen, released. */
export function renderNoticePage(
  view: Pick<AppView, 'language' | 'seller' | 'path'>,
  notice: { title: string; lead: string },
): string {
  return renderFramed(
    view,
    notice.title,
    toHtml` <section class="card">
      <h1>${notice.title}</h1>
      <p class="lead">${notice.lead}</p>
    </section>`,
  )
}

export function renderMissingPage(language: PageLanguage, path: string): string {
  const t = texts[language]
  const main = toHtml`<section class="card">
    <h1>${t.missingTitle}</h1>
    <p class="lead">${t.missingLead}</p>
  </section>`
  return renderPage({ language, path, title: t.missingTitle, main })
}

/** The page at the server's root, which says what this server is. */
export function renderIndexPage(
  language: PageLanguage,
  sellers: readonly SellerConfig[],
  origin: string,
): string {
  const t = texts[language]
  const rows = sellers.map(
    (seller) =>
      toHtml`<div>
        <dt>${getName(seller, language)}</dt>
        <dd><code>POST ${origin}/${seller.slug}/saas</code></dd>
      </div>`,
  )
  const main = toHtml` <section class="card wide">
    <h1>${t.indexTitle}</h1>
    <p class="lead">${t.indexLead}</p>
    <h2>${t.productionAddress}</h2>
    <dl>${rows}</dl>
  </section>`
  return renderPage({ language, path: '/', title: t.indexTitle, main })
}

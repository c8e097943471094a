import type { Person } from '@loggia/seller'
import type { SellerConfig } from '../config.ts'
import { getName, renderPage, toHtml } from './page.ts'
import { texts } from './texts.ts'
import type { PageLanguage } from './texts.ts'

type View = { readonly language: PageLanguage; readonly seller: SellerConfig; readonly path: string }
type Shown = Pick<Person, 'name' | 'role' | 'userName'> & {
  readonly company: string
  readonly department: string
}

/** Who is signed in. */
export function renderPersonPage(view: View, person: Shown): string {
  const t = texts[view.language]
  const facts = [
    [t.personName, person.name],
    [t.role, t.roles[person.role]],
    [t.company, person.company],
    [t.department, person.department],
    [t.userName, person.userName],
  ] as const
  const rows = facts.map(
    ([label, value]) =>
      toHtml`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`,
  )
  const title = `${t.welcome}${view.language === 'en-US' ? ' ' : ''}${getName(view.seller, view.language)}`
  const main = toHtml` <section class="card">
    <h1>${title}</h1>
    <p class="lead">${t.personLead}</p>
    <dl>${rows}</dl>
    <form method="post" action="${view.path}/logout">
      <button class="quiet" type="submit">${t.signOut}</button>
    </form>
  </section>`
  return renderPage({ ...view, title, main })
}

/** Nobody is signed in; `apps` is where people open the application. */
export function renderSignedOutPage(view: View, apps: string | undefined): string {
  const t = texts[view.language]
  const link =
    apps === undefined
      ? toHtml``
      : toHtml`<p class="actions"><a class="button" href="${apps}">${t.openApps}</a></p>`
  const main = toHtml` <section class="card">
    <h1>${t.signedOutTitle}</h1>
    <p class="lead">${t.signedOutLead}</p>
    ${link}
  </section>`
  return renderPage({ ...view, title: t.signedOutTitle, main })
}

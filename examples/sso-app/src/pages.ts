import type { SsoSession } from '@loggia/seller'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

const toPage = (main: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Duty roster</title>
  </head>
  <body>
    <main>
      <h1>Duty roster</h1>
      ${main}
    </main>
  </body>
</html>
`

/** A page that says one thing. */
export const renderNotice = (text: string): string => toPage(`<p id="notice">${escapeText(text)}</p>`)

/** The page of somebody who is signed in. */
export function renderRoster(
  { person }: SsoSession,
  { department, company }: { readonly department: string; readonly company: string },
): string {
  const facts = [
    ['name', 'Name', person.name],
    ['role', 'Role', person.role],
    ['department', 'Department', department],
    ['company-name', 'Company', company],
  ] as const
  const lines = facts.map(([id, label, value]) => `<dt>${label}</dt><dd id="${id}">${escapeText(value)}</dd>`)
  return toPage(`<dl>${lines.join('\n')}</dl>
      <form method="post" action="/sso/logout"><button id="sign-out" type="submit">Sign out</button></form>`)
}

/** The page of everybody else; `returnTo` is what they wanted to see. */
export function renderSignIn({ returnTo, wrong }: { returnTo: string; wrong?: string | undefined }): string {
  const complaint = wrong === undefined ? '' : `<p id="wrong" role="alert">${escapeText(wrong)}</p>`
  return toPage(`${complaint}
      <form method="get" action="/sign-in">
        <label for="company">Company code</label>
        <input id="company" name="company" autocomplete="organization" required />
        <input type="hidden" name="returnTo" value="${escapeText(returnTo)}" />
        <button id="sign-in" type="submit">Sign in</button>
      </form>`)
}

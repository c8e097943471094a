import { useText } from './language.tsx'
import type { BilingualText } from './language.tsx'

type Site = { readonly name?: BilingualText | undefined; readonly logo?: string | undefined }

/** The logo and name of the marketplace, else of Loggia, as a link. Default of `href`: the home page. */
export function Brand({
  href = '/',
  site = {},
}: {
  readonly href?: string
  readonly site?: Site | undefined
}) {
  const text = useText()
  return (
    <a className="brand" href={href}>
      {site.logo === undefined ? (
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path className="arch" d="M3 29V15a13 13 0 0 1 26 0v14h-5V15a8 8 0 0 0-16 0v14z" />
          <path className="door" d="M13 29v-9.5a4.5 4.5 0 0 1 9 0V29z" />
        </svg>
      ) : (
        <img src={site.logo} alt="" width="28" height="28" />
      )}
      {site.name ? <span className="brand__own">{text(site.name)}</span> : <span lang="en">Loggia</span>}
    </a>
  )
}

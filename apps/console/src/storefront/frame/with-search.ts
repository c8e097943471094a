import type { MouseEvent } from 'react'

type OnClick = (event: MouseEvent<HTMLAnchorElement>) => void

/** Follows a link to `hrefOf` with the page's present address, which has the choices made since it was rendered. */
export const withSearch =
  (hrefOf: (here: string) => string): OnClick =>
  (event) => {
    event.currentTarget.href = hrefOf(location.pathname + location.search)
  }

/**
 * The same for a link that comes back to this page. Its fragment, which may be the token of a link from an email, is
 * kept by the browser and sent to no server.
 */
export const withPlace =
  (hrefOf: (here: string) => string): OnClick =>
  (event) => {
    event.currentTarget.href = hrefOf(location.pathname + location.search) + location.hash
  }

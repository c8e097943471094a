import type { MouseEvent } from 'react'

/** Follows a link to `hrefOf` with the page's present address, which has the choices made since it was rendered. */
export const withSearch =
  (hrefOf: (here: string) => string) =>
  (event: MouseEvent<HTMLAnchorElement>): void => {
    event.currentTarget.href = hrefOf(location.pathname + location.search)
  }

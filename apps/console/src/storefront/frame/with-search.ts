import type { MouseEvent } from 'react'

/** Follows a link to `hrefOf` the page as it is now: the address holds what has been chosen on it since it was rendered. */
export const withSearch =
  (hrefOf: (here: string) => string) =>
  (event: MouseEvent<HTMLAnchorElement>): void => {
    event.currentTarget.href = hrefOf(location.pathname + location.search)
  }

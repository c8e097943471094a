import { Icon } from '@loggia/ui'
import { listPagesAround } from '../search/search-links.ts'

/** Page numbers that a narrow page leaves out. */
const isFar = (number: number, page: number, pages: number): boolean =>
  Math.abs(number - page) === 2 && number !== 1 && number !== pages

type PagerProps = {
  readonly texts: {
    readonly pages: string
    readonly previous: string
    readonly next: string
    readonly page: (number: number) => string
  }
  readonly page: number
  readonly pages: number
  /** The address of a page. */
  readonly to: (number: number) => string
}

/** The pages of a list as links. */
export function Pager({ texts, page, pages, to }: PagerProps) {
  return (
    <nav className="pager" aria-label={texts.pages}>
      {page > 1 && (
        <a href={to(page - 1)} rel="prev" aria-label={texts.previous}>
          <Icon name="chevron-left" />
        </a>
      )}
      {listPagesAround(page, pages).map((number, at) =>
        number === 0 ? (
          <span key={`gap-${at}`} className="p" aria-hidden="true">
            …
          </span>
        ) : (
          <a
            key={number}
            className={isFar(number, page, pages) ? 'far' : undefined}
            href={to(number)}
            aria-label={texts.page(number)}
            aria-current={number === page ? 'page' : undefined}
          >
            {number}
          </a>
        ),
      )}
      {page < pages && (
        <a href={to(page + 1)} rel="next" aria-label={texts.next}>
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  )
}

import { useText } from '@loggia/ui'
import { useEffect } from 'react'
import { Logo } from '../frame/logo.tsx'
import { paths } from '../links.ts'
import type { KeptProduct } from './browser-list.ts'
import { recentList } from './recent-list.ts'
import { recentTexts } from './texts.ts'

/** Keeps a product as the one that was seen last. */
export function useSeen(product: KeptProduct): void {
  useEffect(() => {
    recentList.add(product)
    // Only another product is another view.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [product.id])
}

/**
 * What this browser has shown lately; nothing for those who have seen nothing. It comes by script, so it is where it
 * pushes nothing that is in view.
 */
export function RecentlySeen({
  without,
  wrapped,
}: {
  readonly without?: string
  readonly wrapped?: boolean
}) {
  const texts = recentTexts.use()
  const text = useText()
  const seen = recentList.use().filter(({ id }) => id !== without)
  if (seen.length === 0) return null
  return (
    <section className={wrapped ? 'wrap sec' : 'sec'} aria-labelledby="recent-title">
      <div className="sec__head">
        <div>
          <h2 id="recent-title">{texts.title}</h2>
          <p>{texts.note}</p>
        </div>
        <button type="button" className="btn btn--quiet btn--sm" onClick={() => recentList.replace([])}>
          {texts.clear}
        </button>
      </div>
      <ul className="recent">
        {seen.map(({ id, name, logo, seller }) => (
          <li key={id}>
            <a href={paths.product(id)}>
              <Logo src={logo} name={text(name)} size="sm" />
              <span>
                <b>{text(name)}</b>
                <small>{text(seller.name)}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

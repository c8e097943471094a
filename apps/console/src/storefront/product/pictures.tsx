import type { Product } from '@loggia/protocol/console'
import { useText } from '@loggia/ui'
import { useState } from 'react'
import type { MouseEvent } from 'react'
import { productTexts } from './texts.ts'

/**
 * The product's pictures: a large one, which links to its full size, and below it all of them to choose from. Without
 * the script the small ones lead to their full size too.
 */
export function Pictures({ product }: { readonly product: Product }) {
  const texts = productTexts.use()
  const text = useText()
  const [chosen, choose] = useState(0)
  const { pictures = [] } = product
  const at = Math.min(chosen, pictures.length - 1)
  const shown = pictures[at]
  if (shown === undefined) return null
  const nameOf = (one: number): string => texts.picture(text(product.name), one + 1, pictures.length)
  const show = (event: MouseEvent, one: number): void => {
    // Opening in another tab or window, and saving, is left to the browser.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    choose(one)
  }
  return (
    <section className="gallery" aria-label={texts.pictures}>
      <a href={shown}>
        <img src={shown} alt={nameOf(at)} width="828" height="518" />
      </a>
      {pictures.length > 1 && (
        <ul>
          {pictures.map((src, one) => (
            <li key={src}>
              <a
                href={src}
                aria-current={one === at ? 'true' : undefined}
                aria-label={nameOf(one)}
                onClick={(event) => show(event, one)}
              >
                <img src={src} alt="" width="148" height="93" loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

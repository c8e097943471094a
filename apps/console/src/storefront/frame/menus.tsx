import { Icon, formatCount, useText } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { paths } from '../links.ts'
import { findCategory } from '../search/categories.ts'
import { formatSearchHref } from '../search/search-links.ts'
import { useCategories } from '../search/use-categories.ts'
import { frameTexts } from './texts.ts'
import { useCloseOutside } from './use-close-outside.ts'

/** R294: all categories with the number of their products. Without scripts it leads to all products. */
export function CategoriesMenu() {
  const texts = frameTexts.use()
  const menu = useRef<HTMLDetailsElement>(null)
  const [isWanted, want] = useWanted(menu)
  useCloseOutside(menu)
  return (
    <details className="menu menu--categories" ref={menu} onToggle={want} onPointerEnter={want}>
      <summary className="sh__summary">
        <Icon name="grid" size={16} />
        {texts.categories}
        <Icon name="chevron-down" size={16} />
      </summary>
      <div className="pop">
        <Categories isWanted={isWanted} />
        <a href={paths.products}>
          <b>{texts.products}</b>
        </a>
      </div>
    </details>
  )
}

/** The places of the storefront behind a button, which a narrow page has in place of links. It opens without scripts. */
export function NarrowMenu() {
  const texts = frameTexts.use()
  const menu = useRef<HTMLDetailsElement>(null)
  const [isWanted, want] = useWanted(menu)
  useCloseOutside(menu)
  return (
    <details className="menu menu--nav" ref={menu} onToggle={want}>
      <summary className="btn btn--quiet btn--icon" aria-label={texts.menu}>
        <Icon name="menu" />
      </summary>
      <nav className="pop" aria-label={texts.nav}>
        <a href={paths.products}>
          <Icon name="grid" size={16} />
          {texts.products}
        </a>
        <Categories isWanted={isWanted} />
        <Places />
      </nav>
    </details>
  )
}

/** What the storefront has to see besides its categories. */
export function Places() {
  const texts = frameTexts.use()
  return (
    <>
      <a href={formatSearchHref({ mode: 'trial' })}>{texts.trials}</a>
      <a href={paths.sellers}>{texts.sellers}</a>
      <a href={paths.developers}>{texts.developers}</a>
      <a href={paths.agreements.help}>{texts.help}</a>
    </>
  )
}

function Categories({ isWanted }: { readonly isWanted: boolean }) {
  const texts = frameTexts.use()
  const text = useText()
  const categories = useCategories(isWanted) ?? []
  if (categories.length === 0) return null
  return (
    <ul className="menu__categories" aria-label={texts.categories}>
      {categories.map(({ path, name, count }) => (
        <li key={path}>
          <a href={formatSearchHref({ category: path })}>
            <Icon name={findCategory(path).icon} size={16} />
            <span className="grow">{text(name.zh === path ? findCategory(path).name : name)}</span>
            <span className="t12 faint num">{formatCount(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Whether the content of a menu was wanted; one may have been opened before the scripts came. */
function useWanted(
  menu: RefObject<HTMLDetailsElement | null>,
): readonly [isWanted: boolean, want: () => void] {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    if (menu.current?.open) setWanted(true)
  }, [menu])
  return [isWanted, () => setWanted(true)]
}

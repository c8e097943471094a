import { Icon, useText } from '@loggia/ui'
import { problemTexts } from '../entrance/texts.ts'
import { paths } from '../links.ts'
import { findCategory } from '../search/categories.ts'
import { SearchField } from '../search/search-field.tsx'
import { formatSearchHref } from '../search/search-links.ts'
import { useCategories } from '../search/use-categories.ts'

/** An address that leads nowhere: the search, and where most products are. */
export function Missing({ detail }: { readonly detail: string }) {
  const texts = problemTexts.use()
  return (
    <>
      <h1 className="trouble__missing">{detail}</h1>
      <div className="trouble__search">
        <SearchField place="missing" />
      </div>
      <Categories />
      <div className="row row--wrap">
        <a className="btn" href={paths.products}>
          {texts.products}
        </a>
        <a className="btn btn--quiet" href={paths.home}>
          {texts.home}
        </a>
        <a className="btn btn--quiet" href={paths.agreements.help}>
          {texts.help}
        </a>
      </div>
    </>
  )
}

const mostCategories = 4

/** Read later, because this page is the same for every address, whatever is for sale. */
function Categories() {
  const texts = problemTexts.use()
  const text = useText()
  const categories = useCategories(true) ?? []
  return (
    <nav className="row row--wrap trouble__categories" aria-label={texts.categories}>
      {categories.slice(0, mostCategories).map(({ path, name }) => (
        <a key={path} className="chip" href={formatSearchHref({ category: path })}>
          <Icon name={findCategory(path).icon} />
          {text(name.zh === path ? findCategory(path).name : name)}
        </a>
      ))}
    </nav>
  )
}

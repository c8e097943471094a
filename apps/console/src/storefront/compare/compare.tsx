import type { PageData } from '@loggia/protocol/console'
import { EmptyArch, Icon, Time, useLanguage, useText } from '@loggia/ui'
import { useState } from 'react'
import { absenceTexts } from '../frame/absence-texts.ts'
import { paths } from '../links.ts'
import { Conditions } from './conditions.tsx'
import { comparedList } from './compared-list.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { findMatch, readCondition } from './match.ts'
import type { Condition } from './match.ts'
import { compareTexts } from './texts.ts'

type Comparison = Extract<PageData, { route: 'compare' }>

/** Up to four products beside each other, priced for the same quantity and term. */
export function Compare({ page }: { readonly page: Comparison }) {
  const { products } = page
  const [condition, setCondition] = useState(() => readCondition(products, page))
  const ids = products.map(({ id }) => id)
  const choose = (change: Partial<Condition>) => {
    const chosen = { ...condition, ...change }
    setCondition(chosen)
    history.replaceState(history.state, '', paths.compare(ids, chosen))
  }
  const columns = products.map((product) => ({ product, match: findMatch(product, condition) }))
  return (
    <main id="main" className="wrap">
      <Head page={page} />
      <Notes page={page} />
      {products.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <Conditions products={products} columns={columns} condition={condition} choose={choose} />
          <ComparisonTable columns={columns} condition={condition} />
        </>
      )}
    </main>
  )
}

function Head({ page: { products } }: { readonly page: Comparison }) {
  const texts = compareTexts.use()
  return (
    <>
      <nav className="crumbs prod__crumbs" aria-label={texts.where}>
        <a href={paths.home}>{texts.home}</a>
        <Icon name="chevron-right" />
        <span aria-current="page">{texts.title}</span>
      </nav>
      <div className="vs__head">
        <div>
          <h1>{texts.title}</h1>
          {products.length > 0 && <p className="dim">{texts.lead}</p>}
        </div>
        {products.length > 0 && (
          <div className="row row--wrap">
            <CopyLink />
            {/* What is compared here is what the next product is added to. */}
            <a className="btn" href={paths.products} onClick={() => comparedList.replace(products)}>
              <Icon name="plus" />
              {texts.add}
            </a>
          </div>
        )}
      </div>
    </>
  )
}

function CopyLink() {
  const texts = compareTexts.use()
  const [done, setDone] = useState<'copied' | 'copyFailed'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      setDone('copied')
    } catch {
      setDone('copyFailed')
    }
  }
  return (
    <>
      <output className={done === 'copyFailed' ? 'error' : 'sr'}>{done && texts[done]}</output>
      <button type="button" className="btn" onClick={() => void copy()}>
        <Icon name={done === 'copied' ? 'check' : 'link'} />
        {texts.copy}
      </button>
    </>
  )
}

/** What the address names and the table does not show, and why. */
function Notes({ page: { products, ended, left } }: { readonly page: Comparison }) {
  const texts = compareTexts.use()
  const absence = absenceTexts.use()
  const text = useText()
  // Chinese sentences follow each other without a space.
  const between = useLanguage() === 'zh-CN' ? '' : ' '
  const counted = (['unknown', 'repeated', 'beyond'] as const).filter((kind) => left[kind] > 0)
  if (ended.length + counted.length === 0 && products.length !== 1) return null
  return (
    <ul className="vs__notes">
      {ended.map(({ id, name, absence: why, until }) => (
        <li className="note note--warn" key={id}>
          <Icon name="alert" />
          <p>
            {[texts.ended(text(name)), absence.why[why]].join(between)}
            {until !== undefined && (
              <>
                {between}
                {absence.until} <Time at={until} precision="day" />
              </>
            )}{' '}
            <a href={paths.product(id)}>{texts.endedLink}</a>
          </p>
        </li>
      ))}
      {counted.map((kind) => (
        <li className="note" key={kind}>
          <Icon name="info" />
          <p>{texts.left[kind](left[kind])}</p>
        </li>
      ))}
      {products.length === 1 && (
        <li className="note note--info">
          <Icon name="info" />
          <p>{texts.alone}</p>
        </li>
      )}
    </ul>
  )
}

function Nothing() {
  const texts = compareTexts.use()
  return (
    <EmptyArch
      level={2}
      title={texts.none}
      text={texts.noneText}
      action={
        <a className="btn btn--primary" href={paths.products}>
          {texts.browse}
        </a>
      }
    />
  )
}

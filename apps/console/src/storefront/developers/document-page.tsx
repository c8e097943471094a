import type { DocumentPart, DocumentEntry, PageData } from '@loggia/protocol/console'
import { documentGroups } from '@loggia/protocol/console/documents/kinds'
import { Icon, useLanguage } from '@loggia/ui'
import { paths } from '../links.ts'
import { StaticMain } from '../static-main.tsx'
import { DocumentText, toWords } from './document-text.tsx'
import { developersTexts } from './texts.ts'

type DocumentData = Extract<PageData, { route: 'document' }>

/** A guide, a specification or a page of the reference, between the menu of all and the headings of this one. */
export function DocumentPage({ page: { shown, documents } }: { readonly page: DocumentData }) {
  const texts = developersTexts.use()
  const language = useLanguage()
  const foreign = shown.language === language ? undefined : shown.language
  return (
    <StaticMain>
      <main id="main" className="wrap docs">
        <nav className="crumbs docs__crumbs" aria-label={texts.where}>
          <a href={paths.home}>{texts.home}</a>
          <Icon name="chevron-right" />
          <a href={paths.developers}>{texts.title}</a>
          <Icon name="chevron-right" />
          <span>{texts.groups[shown.group]}</span>
        </nav>
        <Menu documents={documents} path={shown.path} />
        <article className="docs__text" lang={foreign}>
          <h1>{shown.title}</h1>
          <DocumentText blocks={shown.blocks} />
          <Neighbours documents={documents} path={shown.path} />
        </article>
        <Contents blocks={shown.blocks} lang={foreign} />
      </main>
    </StaticMain>
  )
}

type Place = { readonly documents: readonly DocumentEntry[]; readonly path: string }

/** All documents by group; on a narrow page it is folded. It opens without scripts. */
function Menu(place: Place) {
  const texts = developersTexts.use()
  return (
    <>
      <details className="docs__fold">
        <summary>{texts.menu}</summary>
        <Groups {...place} name={texts.menu} />
      </details>
      <div className="docs__menu">
        <Groups {...place} name={texts.menu} />
      </div>
    </>
  )
}

function Groups({ documents, path, name }: Place & { readonly name: string }) {
  const texts = developersTexts.use()
  const language = useLanguage()
  return (
    <nav aria-label={name}>
      {documentGroups
        .map((group) => ({ group, own: documents.filter((one) => one.group === group) }))
        .filter(({ own }) => own.length > 0)
        .map(({ group, own }) => (
          <div key={group}>
            <p className="t12 faint">{texts.groups[group]}</p>
            <ul>
              {own.map((one) => (
                <li key={one.path}>
                  <a
                    href={one.path}
                    aria-current={one.path === path ? 'page' : undefined}
                    lang={one.language === language ? undefined : one.language}
                  >
                    {one.title}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  )
}

/** The headings of a long document. */
function Contents({
  blocks,
  lang,
}: {
  readonly blocks: readonly DocumentPart[]
  readonly lang: string | undefined
}) {
  const texts = developersTexts.use()
  const headings = blocks.filter((block) => block.kind === 'heading').filter(({ level }) => level === 2)
  if (headings.length < 2) return null
  return (
    <nav className="docs__contents" aria-label={texts.contents}>
      <p className="t12 faint">{texts.contents}</p>
      <ul lang={lang}>
        {headings.map(({ id, of }) => (
          <li key={id}>
            <a href={`#${id}`}>{toWords(of)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The documents before and after this one, in the order of the menu. */
function Neighbours({ documents, path }: Place) {
  const texts = developersTexts.use()
  const at = documents.findIndex((one) => one.path === path)
  const [before, after] = [at > 0 ? documents[at - 1] : undefined, documents[at + 1]]
  return (
    <div className="docs__next">
      {before && (
        <a href={before.path}>
          <span className="t12 faint">{texts.before}</span> {before.title}
        </a>
      )}
      {after && (
        <a href={after.path}>
          <span className="t12 faint">{texts.after}</span> {after.title}
        </a>
      )}
    </div>
  )
}

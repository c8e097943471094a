import { ArchPicture } from '@loggia/ui'
import { createContext, useContext, useEffect } from 'react'
import type { ReactNode } from 'react'
import { getSiteName } from '../../site.ts'
import { useFrame } from '../frame.ts'
import { Piece } from './piece.tsx'
import type { Area } from '../frame.ts'
import { shellTexts } from '../shell/texts.ts'

/** Head and body of a page. Its title is also the title of the document. */
export function Page(props: {
  readonly area: Area
  readonly title: string
  readonly lead?: ReactNode
  /** Links to the parent pages, from the outside in. */
  readonly crumbs?: ReactNode
  readonly logo?: ReactNode
  /** The state as a pill beside the title. */
  readonly state?: ReactNode
  readonly actions?: ReactNode
  /** For few columns, which would be far apart across a wide window. */
  readonly narrow?: boolean
  readonly children: ReactNode
}) {
  const texts = shellTexts.use()
  useDocumentTitle(`${props.title} · ${texts.areas[props.area]}`)
  return (
    <>
      <div className={props.narrow ? 'ph ph--narrow' : 'ph'}>
        <div className="ph__t">
          {props.crumbs && (
            <nav className="crumbs" aria-label={texts.crumbs}>
              {props.crumbs}
            </nav>
          )}
          <div className="row--h">
            {props.logo}
            <h1>{props.title}</h1>
            {props.state}
          </div>
          {props.lead && <div className="ph__sub">{props.lead}</div>}
        </div>
        {props.actions && <div className="ph__acts">{props.actions}</div>}
      </div>
      {props.children}
    </>
  )
}

/** A page whose address leads to nothing: what that means, and the way to where such things are. */
export function MissingPage(props: {
  readonly area: Area
  readonly title: string
  readonly text: string
  readonly back: ReactNode
}) {
  return (
    <Page area={props.area} title={props.title}>
      <div className="card">
        <div className="empty" role="alert">
          <ArchPicture />
          <p>{props.text}</p>
          <div className="row">{props.back}</div>
        </div>
      </div>
    </Page>
  )
}

const TitleContext = createContext<((title: string) => void) | undefined>(undefined)
/** Receives the title of the page that the server renders. */
export const TitleProvider = TitleContext.Provider

/** Sets the title of the browser's tab and history, with the marketplace's name. */
export function useDocumentTitle(page: string): void {
  const title = `${page} · ${getSiteName(useFrame())}`
  useContext(TitleContext)?.(title)
  useEffect(() => {
    document.title = title
  }, [title])
}

/** A card with a head; `id` connects the head to the region. The browser takes over the content of each by itself. */
export function Card(props: {
  readonly id: string
  readonly title: string
  readonly beside?: ReactNode
  readonly end?: ReactNode
  readonly bare?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className="card" aria-labelledby={props.id}>
      <div className="card__head">
        <h2 id={props.id}>{props.title}</h2>
        {props.beside}
        {props.end && (
          <>
            <span className="grow" />
            {props.end}
          </>
        )}
      </div>
      <Piece>{props.bare ? props.children : <div className="card__body">{props.children}</div>}</Piece>
    </section>
  )
}

/** A member of a definition list; two per row on wide screens. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The purpose of a page. */
export const Lead = ({ children }: { readonly children: ReactNode }) => <span>{children}</span>

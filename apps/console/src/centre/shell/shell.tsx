import type { Session } from '@loggia/protocol/console'
import { Outlet, useLocation, useMatches } from '@tanstack/react-router'
import { ArchPicture, useText } from '@loggia/ui'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { formatOffset } from '../../offset.ts'
import { getSiteName } from '../../site.ts'
import { AreaProvider, areas, mayUse, formatSignInPath, useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { useDocumentTitle } from '../parts/page.tsx'
import { Piece } from '../parts/piece.tsx'
import { NoRight } from '../rights/no-right.tsx'
import { mayOpen } from '../rights/rights.ts'
import { shellTexts } from './texts.ts'
import { LazyClockBar } from '../clock/lazy-clock-bar.ts'
import { Bar } from './bar.tsx'
import { Menu } from './menu.tsx'
import { OfflineNote } from './offline-note.tsx'
import { SuspensionNote } from './suspension-note.tsx'

/** A centre around its pages, for members who are signed in and hold its role. */
export function Shell({ area, band }: { readonly area: Area; readonly band?: ReactNode }) {
  const { session } = useFrame()
  const { href } = useLocation()
  useEffect(() => {
    if (!session) location.replace(formatSignInPath(href))
  }, [session, href])
  if (!session) return null
  return (
    <AreaProvider value={area}>
      <Framed area={area}>
        {mayUse(area, session) && band}
        <Opened area={area} session={session} />
      </Framed>
    </AreaProvider>
  )
}

/** The page, or why this reader may not see it. */
function Opened({ area, session }: { readonly area: Area; readonly session: Session }) {
  const texts = shellTexts.use()
  const text = useText()
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData })
  if (!mayUse(area, session)) return <NoRole area={area} />
  if (!page || mayOpen(session, area, page.needs)) return <Outlet />
  return <NoRight area={area} title={page.menu ? text(page.menu.label) : texts.areas[area]} />
}

function Framed({ area, children }: { readonly area: Area; readonly children: ReactNode }) {
  const texts = shellTexts.use()
  const { movableClock, zoneOffsetMinutes } = useFrame()
  const [isMenuOpen, setMenuOpen] = useState(false)
  const main = useMainFocus()
  useCloseByEscape(() => setMenuOpen(false))
  return (
    <div className={isMenuOpen ? 'cs nav-open' : 'cs'}>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <Bar area={area} isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen((isOpen) => !isOpen)} />
      {movableClock && <LazyClockBar area={area} />}
      <Piece>
        <Menu area={area} onChoose={() => setMenuOpen(false)} />
      </Piece>
      {/* A press beside the open menu closes it; keyboard users press Escape. */}
      <div className="nav-veil" aria-hidden="true" onClick={() => setMenuOpen(false)} />
      <main className="cm" id="main" ref={main} tabIndex={-1}>
        <OfflineNote />
        <SuspensionNote area={area} />
        <p className="cm__printed">{useLetterhead(area)}</p>
        <div className="cm__in">{children}</div>
        {/* Once for all times of the page (DESIGN §6 Dates), as in the footer of the storefront. */}
        <p className="cm__zone">{texts.times(formatOffset(zoneOffsetMinutes))}</p>
      </main>
    </div>
  )
}

/** Whose page this is, on paper, where the bar is left out. */
function useLetterhead(area: Area): string {
  const texts = shellTexts.use()
  const text = useText()
  const frame = useFrame()
  const organisation = area === 'operator' ? undefined : frame.session?.[area]
  return [getSiteName(frame), texts.areas[area], organisation && text(organisation.name)]
    .filter(Boolean)
    .join(' · ')
}

/** Moves the focus to a new page within the centre, as the browser does for a page that it loads. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    // On the page of calls only the right half changes, and the reader is in the list on the left.
    if (!main.current?.querySelector('.insp')) main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}

function useCloseByEscape(close: () => void): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

function NoRole({ area }: { readonly area: Area }) {
  const texts = shellTexts.use()
  const { session } = useFrame()
  const title = texts.noRole.title(texts.areas[area])
  useDocumentTitle(title)
  const others = session ? areas.filter((other) => mayUse(other, session)) : []
  return (
    <div className="card">
      <Place title={title} text={texts.noRole.text[area]}>
        {others.map((other) => (
          <a className="btn" key={other} href={`/${other}`}>
            {texts.areas[other]}
          </a>
        ))}
        <a className="btn btn--quiet" href="/">
          {texts.noRole.home}
        </a>
      </Place>
    </div>
  )
}

/** The page for an unknown address. */
export function NotFound() {
  const texts = shellTexts.use().notFound
  useDocumentTitle(texts.title)
  return (
    <div className="card">
      <Place title={texts.title} text={texts.text}>
        <button className="btn" type="button" onClick={() => history.back()}>
          {texts.back}
        </button>
      </Place>
    </div>
  )
}

/** An empty state as a whole page, whose title is the page's title. */
const Place = (props: { readonly title: string; readonly text: string; readonly children: ReactNode }) => (
  <div className="empty">
    <ArchPicture />
    <h1 className="empty__title">{props.title}</h1>
    <p>{props.text}</p>
    <div className="row">{props.children}</div>
  </div>
)

import { Brand, Icon } from '@loggia/ui'
import type { MouseEvent, ReactNode } from 'react'
import { formatPreferencesHref, useTheme } from '../../theme.ts'
import { frameTexts } from './texts.ts'
import { AccountMenu } from './account-menu.tsx'
import { Areas } from './areas.tsx'
import { CategoriesMenu, NarrowMenu, Places } from './menus.tsx'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { SearchField } from '../search/search-field.tsx'
import { withPlace, withSearch } from './with-search.ts'

/**
 * Brand, links, the reader's own pages, language and theme. While something is ordered, `steps` are in place of whatever
 * leads away.
 */
export function Header({ steps }: { readonly steps?: ReactNode }) {
  const texts = frameTexts.use()
  const { session, path, site } = useFrame()
  const atTheDoor = path.startsWith('/sign-in')
  return (
    <header className="sh">
      <div className="wrap sh__in">
        {!steps && <NarrowMenu />}
        <Brand site={site} />
        {steps ? (
          <>
            <span className="grow" />
            {steps}
          </>
        ) : (
          <nav className="sh__nav" aria-label={texts.nav}>
            <CategoriesMenu />
            <Places />
          </nav>
        )}
        {!isHome(path) && !steps && <SearchField place="header" />}
        <span className="grow" />
        <nav className="sh__me" aria-label={texts.account}>
          {!steps && <Areas className="only-wide" />}
          {session && !steps && <span className="vsep only-wide" />}
          <LanguageLink />
          <ThemeLink />
          {session ? <AccountMenu session={session} /> : !atTheDoor && <SignInLink />}
        </nav>
      </div>
    </header>
  )
}

/** The home page has the search in its hero section. */
const isHome = (path: string): boolean => path.split('?')[0] === paths.home

function SignInLink() {
  const texts = frameTexts.use()
  const { path } = useFrame()
  const next = path === '/' ? undefined : path
  return (
    <a
      className="btn btn--sm"
      href={paths.signIn(next)}
      onClick={withSearch((here) => paths.signIn(next && here))}
    >
      <Icon name="user" />
      {texts.signIn}
    </a>
  )
}

function LanguageLink() {
  const texts = frameTexts.use()
  const { language, path } = useFrame()
  const other = language === 'zh-CN' ? 'en-US' : 'zh-CN'
  return (
    <a
      className="btn btn--quiet btn--sm lang"
      href={formatPreferencesHref({ language: other }, path)}
      lang={other}
      hrefLang={other}
      onClick={withPlace((here) => formatPreferencesHref({ language: other }, here))}
    >
      <Icon name="globe" />
      {texts.otherLanguage}
    </a>
  )
}

function ThemeLink() {
  const texts = frameTexts.use()
  const frame = useFrame()
  const { mode, choose } = useTheme(frame.theme)
  const other = mode === 'dark' ? 'light' : 'dark'
  const onClick = (event: MouseEvent) => {
    event.preventDefault()
    choose(other)
  }
  const label = other === 'dark' ? texts.toDark : texts.toLight
  return (
    <a
      className="btn btn--quiet btn--sm btn--icon"
      href={formatPreferencesHref({ theme: other }, frame.path)}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={mode === 'dark' ? 'moon' : 'sun'} />
    </a>
  )
}

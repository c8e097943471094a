import { Brand, Icon, useText } from '@loggia/ui'
import type { MouseEvent } from 'react'
import { preferencesHref, useTheme } from '../theme.ts'
import { frameTexts } from '../text/frame.ts'
import { AccountMenu } from './account-menu.tsx'
import { useFrame } from './frame.tsx'
import { paths } from './links.ts'

/** Brand, the way round, the reader's own places, language and theme. */
export function Header() {
  const texts = frameTexts.use()
  const { session } = useFrame()
  return (
    <header className="sh">
      <div className="wrap sh__in">
        <Brand />
        <nav className="sh__nav" aria-label={texts.nav}>
          <a href={paths.products}>
            <Icon name="grid" size={16} />
            {texts.products}
          </a>
          <a href={paths.sellers}>{texts.sellers}</a>
          <a href={paths.developers}>{texts.developers}</a>
        </nav>
        <span className="grow" />
        <nav className="sh__me" aria-label={texts.account}>
          <Areas className="only-wide" />
          {session && <span className="vsep only-wide" />}
          <LanguageLink />
          <ThemeLink />
          {session ? <AccountMenu session={session} /> : <SignInLink />}
        </nav>
      </div>
    </header>
  )
}

/** The centres that the reader's roles open. */
export function Areas({ className }: { readonly className?: string }) {
  const texts = frameTexts.use()
  const { session } = useFrame()
  const areas = [
    session?.buyer && { href: paths.buyerCentre, name: texts.buyerCentre },
    session?.seller && { href: paths.sellerCentre, name: texts.sellerCentre },
    session?.operator && { href: paths.operatorArea, name: texts.operatorArea },
  ]
  return areas.map(
    (area) =>
      area && (
        <a key={area.href} className={className} href={area.href}>
          {area.name}
        </a>
      ),
  )
}

function SignInLink() {
  const texts = frameTexts.use()
  const { path } = useFrame()
  const next = path.startsWith('/sign-in') || path === '/' ? undefined : path
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
      href={preferencesHref({ language: other }, path)}
      lang={other}
      hrefLang={other}
      onClick={withSearch((here) => preferencesHref({ language: other }, here))}
    >
      <Icon name="globe" />
      {texts.otherLanguage}
    </a>
  )
}

/** Follows a link to `hrefOf` the page as it is now: the address holds what has been chosen on it since it was rendered. */
export const withSearch =
  (hrefOf: (here: string) => string) =>
  (event: MouseEvent<HTMLAnchorElement>): void => {
    event.currentTarget.href = hrefOf(location.pathname + location.search)
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
      href={preferencesHref({ theme: other }, frame.path)}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={mode === 'dark' ? 'moon' : 'sun'} />
    </a>
  )
}

/** Whom the session acts for: the first letter stands in the header. */
export function usePartyName(): string {
  const text = useText()
  const { session } = useFrame()
  const party = session?.buyer ?? session?.seller
  return [party && text(party.name), session?.member.name].filter(Boolean).join(' · ')
}

import { Icon } from '@loggia/ui'
import { formatPreferencesHref } from '../../theme.ts'
import { languageOfferTexts } from './language-offer-texts.ts'
import { useFrame } from '../frame.tsx'
import { withPlace } from './with-search.ts'

/**
 * R9: shown above the page, in the offered language. It is part of the page and is closed by a plain link, so that
 * nothing moves while somebody reads, with or without scripts.
 */
export function LanguageOffer() {
  const { languageOffer: language, path } = useFrame()
  if (language === undefined) return null
  const texts = languageOfferTexts.in(language)
  const answer = (given: Parameters<typeof formatPreferencesHref>[0]) => ({
    href: formatPreferencesHref(given, path),
    onClick: withPlace((here) => formatPreferencesHref(given, here)),
  })
  return (
    <aside className="offer" lang={language} aria-label={texts.title}>
      <div className="wrap offer__in">
        <p>
          <Icon name="globe" size={16} />
          {texts.question}
        </p>
        <a className="offer__yes" {...answer({ language })} hrefLang={language}>
          {texts.change}
        </a>
        <a {...answer({ offer: 'never' })}>{texts.never}</a>
        <a
          className="btn btn--quiet btn--sm btn--icon"
          {...answer({ offer: 'later' })}
          aria-label={texts.close}
          title={texts.close}
        >
          <Icon name="x" />
        </a>
      </div>
    </aside>
  )
}
